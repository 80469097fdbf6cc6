using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Migration.Wire;

/// <summary>What the source has sent, behind the header of the end record.</summary>
// struct { le64 records; le64 data_pages; le64 zero_pages; le64 free_pages; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly record struct EndTotals(ulong RecordCount, ulong DataPageCount, ulong ZeroPageCount, ulong FreePageCount)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 32;

    [FieldOffset(0)] private readonly Le64 _records = RecordCount;
    [FieldOffset(8)] private readonly Le64 _dataPages = DataPageCount;
    [FieldOffset(16)] private readonly Le64 _zeroPages = ZeroPageCount;
    [FieldOffset(24)] private readonly Le64 _freePages = FreePageCount;

    /// <summary>Records in front of the end record.</summary>
    public ulong RecordCount => _records;

    /// <summary>Pages in data records.</summary>
    public ulong DataPageCount => _dataPages;

    /// <summary>Pages in zero records.</summary>
    public ulong ZeroPageCount => _zeroPages;

    /// <summary>Pages in free records.</summary>
    public ulong FreePageCount => _freePages;
}
