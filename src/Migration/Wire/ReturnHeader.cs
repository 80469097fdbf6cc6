using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Migration.Wire;

/// <summary>The header of each message of the destination; its text follows.</summary>
// struct { le16 kind; le16 text_bytes; le32 zero; le64 check; u8 text[text_bytes]; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct ReturnHeader(ReturnKind kind, ushort textBytes, ulong check)
{
    /// <summary>Bytes on the wire, without the text.</summary>
    public const int Size = 16;

    [FieldOffset(0)] private readonly Le16 _kind = (ushort)kind;
    [FieldOffset(2)] private readonly Le16 _textBytes = textBytes;
    [FieldOffset(4)] private readonly Le32 _zero = 0;
    [FieldOffset(8)] private readonly Le64 _check = check;

    /// <summary>What is said; any number from a hostile destination.</summary>
    public ReturnKind Kind => (ReturnKind)(ushort)_kind;

    /// <summary>Bytes of the text.</summary>
    public ushort TextBytes => _textBytes;

    /// <summary>Always zero in this version.</summary>
    public uint Zero => _zero;

    /// <summary>XXH3 of the header with a check of zero, and of the text.</summary>
    public ulong Check => _check;
}
