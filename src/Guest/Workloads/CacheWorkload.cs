using Ballast.Guest.Memory;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Workloads;

/// <summary>Files that were read fill a part of RAM with a page cache that stays in use.</summary>
public sealed class CacheWorkload : IWorkload
{
    private const int StepPages = 16384;

    private readonly Random _random;
    private readonly double _part;
    private ulong _pages;

    /// <summary>The workload with a seed for the sizes of files.</summary>
    /// <param name="part">The part of RAM to fill, 0 to 1.</param>
    /// <param name="seed">Seed of the files' sizes.</param>
    public CacheWorkload(double part = 0.6, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, 1);
        _random = new(unchecked((int)seed));
        _part = part;
    }

    /// <inheritdoc/>
    public string Name => "cache";

    /// <inheritdoc/>
    public bool IsEndless => false;

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.Zero;

    /// <inheritdoc/>
    public bool Step(ProgramMemory memory, TimeProvider time)
    {
        ulong target = (ulong)(memory.Allocator.TotalPageCount * _part);
        for (int pages = 0; pages < StepPages;)
        {
            if (_pages >= target) return false;
            // Files are read ahead in pieces of up to 128 KiB.
            int order = _random.Next(6);
            while (1UL << order > target - _pages) order--;
            if (!memory.TryAllocate(order, out var block) && !memory.TryAllocate(0, out block)) return false;
            memory.Write(block.Run);
            pages += 1 << block.Order;
            _pages += block.Pages;
            memory.CacheBytes += block.Pages * PageRun.PageSize;
        }
        return true;
    }
}
