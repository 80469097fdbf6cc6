using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Migration.Wire;

/// <summary>One RAM block in the table behind the stream header; its name follows.</summary>
// struct { le64 length; le64 name_bytes; u8 name[name_bytes]; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct BlockEntry(ulong length, ulong nameBytes)
{
    /// <summary>Bytes on the wire, without the name.</summary>
    public const int Size = 16;

    [FieldOffset(0)] private readonly Le64 _length = length;
    [FieldOffset(8)] private readonly Le64 _nameBytes = nameBytes;

    /// <summary>Bytes of the block.</summary>
    public ulong Length => _length;

    /// <summary>Bytes of the name.</summary>
    public ulong NameBytes => _nameBytes;
}
