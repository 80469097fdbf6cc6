using Ballast.Guest.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Driver;

/// <summary>How a bitmap of free pages is laid out: page i counts RAM, not addresses (bitmap.answer.3 and .5).</summary>
/// <param name="Gap">Frames of the PCI hole, by which frames from 4 GiB on are shifted down.</param>
/// <param name="Pages">Pages of RAM that the bitmap covers.</param>
public readonly record struct BitmapGeometry(ulong Gap, ulong Pages)
{
    /// <summary>Length of the bitmap in words of 64 bits.</summary>
    public ulong Words => (Pages + 63) / 64;

    /// <summary>Length of the bitmap in bytes (bitmap.answer.3).</summary>
    public ulong Bytes => Words * sizeof(ulong);

    /// <summary>The bit of a guest frame.</summary>
    public ulong IndexOf(ulong frame) => frame >= PhysicalMap.FourGigabyteFrame ? frame - Gap : frame;

    /// <summary>The layout for a guest under a host's lowmem.</summary>
    public static BitmapGeometry Of(PhysicalMap map, ulong lowMemory)
    {
        ulong gap = PhysicalMap.FourGigabyteFrame - (lowMemory >> PageRun.PageShift);
        return new(gap, map.HasHigh ? map.End - gap : map.End);
    }

    /// <summary>What is wrong with a lowmem, if a guest with this map cannot use it.</summary>
    public static Violation? Refuse(PhysicalMap map, ulong lowMemory)
    {
        if (lowMemory == 0 || lowMemory > 1UL << 32 || lowMemory % PageRun.PageSize != 0)
            return new("bitmap.request.1", $"lowmem 0x{lowMemory:x} is no whole number of pages between 0 and 4 GiB");
        if (lowMemory >> PageRun.PageShift < map.LowEnd)
            return new("bitmap.request.1", $"lowmem 0x{lowMemory:x} is below the end of low RAM at 0x{map.LowEnd << PageRun.PageShift:x}");
        // With RAM from 4 GiB on, low RAM ends at lowmem: anything else would name pages that are not there.
        if (map.HasHigh && lowMemory >> PageRun.PageShift != map.LowEnd)
            return new("bitmap.request.1", $"lowmem 0x{lowMemory:x} is not where low RAM ends, at 0x{map.LowEnd << PageRun.PageShift:x}");
        return null;
    }
}
