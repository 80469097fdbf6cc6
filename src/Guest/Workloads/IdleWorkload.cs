using Ballast.Guest.Memory;

namespace Ballast.Guest.Workloads;

/// <summary>
/// A guest that has just booted: 345 MiB in use of any guest of 2 GiB or more, in smaller ones as large a part; besides,
/// 44 MiB that were used while booting and freed. These are the figures of the 2016 series, which sent 353242 KiB with the
/// filter and 398017 KiB without.
/// </summary>
public sealed class IdleWorkload : IWorkload
{
    private const ulong FullSize = (2UL << 30) / Virtio.Memory.PageRun.PageSize;
    private const ulong InUse = 353_242 / 4;
    private const ulong Freed = (398_017 - 353_242) / 4;
    private const int StepPages = 4096;

    private readonly Random _random;
    private readonly Stack<PageBlock> _boot = new();
    private ulong _used;
    private ulong _freed;

    /// <summary>The workload with a seed for its sizes.</summary>
    public IdleWorkload(ulong seed = 1) => _random = new(unchecked((int)seed));

    /// <inheritdoc/>
    public string Name => "idle";

    /// <inheritdoc/>
    public bool IsEndless => false;

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.Zero;

    /// <inheritdoc/>
    public bool Step(ProgramMemory memory, TimeProvider time)
    {
        ulong total = Math.Min(memory.Allocator.TotalPageCount, FullSize);
        ulong target = Math.Max(1, InUse * total / FullSize);
        ulong garbage = Freed * total / FullSize;
        if (_used == 0) _used = memory.Allocator.TotalPageCount - memory.Allocator.FreePageCount;
        for (int pages = 0; pages < StepPages;)
        {
            // While booting, what is used for a while lies among what stays.
            bool stays = _freed >= garbage || _random.NextDouble() * (target + garbage) < target;
            ulong left = stays ? target - Math.Min(_used, target) : garbage - _freed;
            if (_used >= target && _freed >= garbage) return FreeBoot(memory);
            if (left == 0) continue;
            int order = _random.Next(7);
            while (1UL << order > left) order--;
            if (!memory.TryAllocate(order, out var block)) return FreeBoot(memory);
            memory.Write(block.Run);
            pages += 1 << order;
            if (stays) _used += block.Pages;
            else
            {
                _freed += block.Pages;
                _boot.Push(block);
            }
        }
        return true;
    }

    private bool FreeBoot(ProgramMemory memory)
    {
        while (_boot.TryPop(out var block)) memory.Free(block.Run);
        return false;
    }
}
