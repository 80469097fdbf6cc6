using Ballast.Guest.Memory;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Driver;

/// <summary>The statistics of a guest without swap (virtio 1.4, 5.5.6.4).</summary>
public static class MemoryStatistics
{
    /// <summary>Six entries: 60 bytes are a multiple of an entry's 10 and of the 6 that driver.balloon.stats.5 asks for.</summary>
    /// <param name="allocator">Where free memory is counted.</param>
    /// <param name="cacheBytes">Bytes that a page cache holds.</param>
    public static IReadOnlyList<StatisticEntry> Of(PageAllocator allocator, ulong cacheBytes)
    {
        ulong free = allocator.FreePageCount * PageRun.PageSize;
        return
        [
            new(StatisticTag.MajorFaults, 0),
            new(StatisticTag.MinorFaults, allocator.Allocations),
            new(StatisticTag.MemoryFree, free),
            new(StatisticTag.MemoryTotal, allocator.TotalPageCount * PageRun.PageSize),
            new(StatisticTag.Available, free + cacheBytes),
            new(StatisticTag.Caches, cacheBytes),
        ];
    }
}
