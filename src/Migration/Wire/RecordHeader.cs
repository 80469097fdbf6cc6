using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Migration.Wire;

/// <summary>The header of each record.</summary>
// struct { le16 kind; le16 block; le32 count; le64 first_page; le64 check; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct RecordHeader(RecordKind kind, ushort block, uint count, ulong firstPage, ulong check)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 24;

    /// <summary>Bytes in front of the check.</summary>
    public const int CheckedSize = 16;

    [FieldOffset(0)] private readonly Le16 _kind = (ushort)kind;
    [FieldOffset(2)] private readonly Le16 _block = block;
    [FieldOffset(4)] private readonly Le32 _count = count;
    [FieldOffset(8)] private readonly Le64 _firstPage = firstPage;
    [FieldOffset(16)] private readonly Le64 _check = check;

    /// <summary>What the record says; any number from a hostile source.</summary>
    public RecordKind Kind => (RecordKind)(ushort)_kind;

    /// <summary>Index in the block table.</summary>
    public ushort Block => _block;

    /// <summary>Pages, or what the kind says.</summary>
    public uint Count => _count;

    /// <summary>Page of the block, or what the kind says.</summary>
    public ulong FirstPage => _firstPage;

    /// <summary>XXH3 of the control bytes, seeded with the check of the record before.</summary>
    public ulong Check => _check;
}
