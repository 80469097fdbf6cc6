using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Balloon;

/// <summary>What stands before the bitmap in an answer of the bitmap dialect (bitmap.answer.1).</summary>
// struct { le64 free_pages_num; le64 free_pages_len; u8 bitmap[free_pages_len]; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct FreePageAnswerHeader
{
    /// <summary>Bytes before the bitmap.</summary>
    public const int Size = 16;

    [FieldOffset(0)] private readonly Le64 _freePages;
    [FieldOffset(8)] private readonly Le64 _bitmapBytes;

    /// <summary>A header as it goes over the wire.</summary>
    public FreePageAnswerHeader(ulong freePages, ulong bitmapBytes)
    {
        _freePages = freePages;
        _bitmapBytes = bitmapBytes;
    }

    /// <summary>How many pages are free, as the guest counts.</summary>
    public ulong FreePages => _freePages;

    /// <summary>Bytes of the bitmap, as the guest says.</summary>
    public ulong BitmapBytes => _bitmapBytes;

    /// <summary>Bytes of the bitmap of a machine with this many pages of RAM: one bit each, rounded up to 64 (bitmap.answer.3).</summary>
    public static ulong BitmapBytesFor(ulong ramPages) => (ramPages / 64 + (ramPages % 64 == 0 ? 0UL : 1)) * 8;
}
