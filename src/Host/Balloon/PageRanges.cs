using Ballast.Virtio.Memory;

namespace Ballast.Host.Balloon;

/// <summary>Ranges of guest-physical memory that a driver names, cut down to whole pages of RAM.</summary>
internal static class PageRanges
{
    private const ulong PageMask = PageRun.PageSize - 1;

    /// <summary>The whole pages of a range that lie in memory, by ascending address.</summary>
    public static IEnumerable<(ulong Address, ulong Length)> WholePages(GuestMemory memory, ulong address, ulong length)
    {
        ulong end = length > ulong.MaxValue - address ? ulong.MaxValue : address + length;
        foreach (var region in memory.Regions)
        {
            ulong first = Math.Max(address, region.GuestAddress);
            ulong last = Math.Min(end, region.GuestAddress + region.Length) & ~PageMask;
            if (first > ulong.MaxValue - PageMask) continue;
            first = (first + PageMask) & ~PageMask;
            if (first < last) yield return (first, last - first);
        }
    }

    /// <summary>Gives the RAM of a range of whole pages back to the host, as far as it fills pages of the host.</summary>
    public static void Discard(IRam ram, ulong address, ulong length, ulong hostPageSize)
    {
        while (length > 0 && ram.TryLocate(address, out var block, out ulong offset, out ulong contiguous))
        {
            ulong here = Math.Min(length, contiguous) & ~PageMask;
            if (here == 0) return;
            ulong first = (offset + hostPageSize - 1) & ~(hostPageSize - 1);
            ulong end = (offset + here) & ~(hostPageSize - 1);
            if (first < end) Discard(block, first, end - first);
            address += here;
            length -= here;
        }
    }

    /// <summary>Gives pages of a block back. Their content changes, which a migration must see.</summary>
    public static void Discard(IRamBlock block, ulong offset, ulong length)
    {
        block.Discard(offset, length);
        block.DirtyLog.MarkWritten(offset, length, DirtyClient.Device);
    }
}
