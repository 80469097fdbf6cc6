using Ballast.Virtio.Memory;

namespace Ballast.Guest.Memory;

/// <summary>
/// Gives out a guest's RAM as a kernel does: buddy lists of blocks of 4 KiB to 4 MiB in three zones, halves of a block
/// merged again when both are free, lower zones used when higher ones are empty. Costs about three bits for each frame.
/// The frames below a small reservation (firmware and kernel) are never given out.
/// </summary>
/// <remarks>Used on the guest's loop alone.</remarks>
public sealed class PageAllocator
{
    private static readonly ulong[] ZoneStarts = [0, 1UL << (24 - PageRun.PageShift), PhysicalMap.FourGigabyteFrame];

    private readonly FrameBits[] _free = new FrameBits[PageBlock.MaximumOrder + 1];
    private readonly ulong[,] _blocks = new ulong[3, PageBlock.MaximumOrder + 1];
    private readonly FrameBits _used;
    private readonly Random? _shuffle;

    /// <summary>An allocator with all RAM free but the reservation.</summary>
    /// <param name="map">Which frames are RAM.</param>
    /// <param name="shuffleSeed">Where blocks are taken from: at random places that depend on this alone, or, without it, from the lowest address on.</param>
    public PageAllocator(PhysicalMap map, int? shuffleSeed = null)
    {
        Map = map;
        for (int order = 0; order < _free.Length; order++) _free[order] = new((map.End >> order) + 1);
        _used = new(map.End);
        _shuffle = shuffleSeed is { } seed ? new Random(seed) : null;
        Reserved = PageSet.Of(Reserve(map)).Intersect(map.Frames);
        foreach (var run in map.Frames.Except(Reserved)) AddFree(run);
        FreePageCount = map.Pages - Reserved.Pages;
    }

    /// <summary>Raised after pages were freed.</summary>
    public event Action? Freed;

    /// <summary>Raised when pages are given out.</summary>
    public event Action<PageBlock>? Taken;

    /// <summary>Which frames are RAM.</summary>
    public PhysicalMap Map { get; }

    /// <summary>Frames that are in use from the beginning and are never given out.</summary>
    public PageSet Reserved { get; }

    /// <summary>Pages of RAM, the reserved ones included.</summary>
    public ulong TotalPageCount => Map.Pages;

    /// <summary>Pages that are free now.</summary>
    public ulong FreePageCount { get; private set; }

    /// <summary>How many pages have been given out since the beginning.</summary>
    public ulong Allocations { get; private set; }

    /// <summary>How many free blocks of an order a zone has.</summary>
    public ulong CountFree(Zone zone, int order) => _blocks[(int)zone, order];

    /// <summary>Whether the page is given out.</summary>
    public bool IsUsed(ulong frame) => frame < Map.End && _used.Has(frame);

    /// <summary>Whether the page is free.</summary>
    public bool IsFree(ulong frame) => FindFree(frame, out _);

    /// <summary>The zone of a frame.</summary>
    public static Zone ZoneOf(ulong frame) => frame >= ZoneStarts[2] ? Zone.Normal : frame >= ZoneStarts[1] ? Zone.Dma32 : Zone.Dma;

    /// <summary>Takes a free block.</summary>
    /// <param name="order">0 to <see cref="PageBlock.MaximumOrder"/>.</param>
    /// <param name="block">The block. Its content is what its last user left there.</param>
    /// <param name="highest">The first zone to look in; lower ones come after it.</param>
    /// <returns>False when there is no free block of this order or a larger one.</returns>
    public bool TryAllocate(int order, out PageBlock block, Zone highest = Zone.Normal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, PageBlock.MaximumOrder);
        for (int zone = (int)highest; zone >= 0; zone--)
        {
            for (int found = order; found <= PageBlock.MaximumOrder; found++)
            {
                if (_blocks[zone, found] == 0) continue;
                var larger = Pick(zone, found);
                RemoveFree(larger);
                block = new(larger.Frame, order);
                GiveBackRest(larger, block);
                Use(block);
                return true;
            }
        }
        block = default;
        return false;
    }

    /// <summary>Takes one particular page.</summary>
    /// <returns>False when it is not free.</returns>
    public bool TryTake(ulong frame) => TryTake(new PageBlock(frame, 0));

    /// <summary>Takes one particular block.</summary>
    /// <returns>False when it is not free as a whole, in one free block of its order or a larger one.</returns>
    public bool TryTake(PageBlock block)
    {
        if (!FindFree(block.Frame, out var larger) || larger.Order < block.Order) return false;
        RemoveFree(larger);
        GiveBackRest(larger, block);
        Use(block);
        return true;
    }

    /// <summary>Frees a block that was allocated.</summary>
    /// <exception cref="InvalidOperationException">A page of it is free already, or was never given out.</exception>
    public void Free(PageBlock block) => Free(block.Run);

    /// <summary>Frees pages that were allocated, be it as parts of blocks.</summary>
    /// <exception cref="InvalidOperationException">A page of them is free already, or was never given out.</exception>
    public void Free(PageRun run)
    {
        for (ulong frame = run.First; frame < run.End; frame++)
        {
            if (!IsUsed(frame)) throw new InvalidOperationException($"frame 0x{frame:x} is freed, but was not given out");
        }
        for (ulong frame = run.First; frame < run.End; frame++) _used.Remove(frame);
        AddFree(run);
        FreePageCount += run.Count;
        Freed?.Invoke();
    }

    /// <summary>The free pages, as guest frames.</summary>
    public PageSet FreePages()
    {
        var runs = new List<PageRun>();
        foreach (var block in FreeBlocks()) runs.Add(block.Run);
        return PageSet.Of(runs);
    }

    /// <summary>The pages that are in use, reserved ones included, as guest frames.</summary>
    public PageSet UsedPages() => Map.Frames.Except(FreePages());

    /// <summary>The free blocks, largest first, each order by ascending address.</summary>
    public IEnumerable<PageBlock> FreeBlocks()
    {
        for (int order = PageBlock.MaximumOrder; order >= 0; order--)
        {
            for (ulong from = 0; _free[order].TryNext(from, out ulong number); from = number + 1) yield return new(number << order, order);
        }
    }

    private static PageRun Reserve(PhysicalMap map) => new(map.First, Math.Clamp(map.Pages / 16, 1, 256));

    private PageBlock Pick(int zone, int order)
    {
        ulong first = ZoneStarts[zone] >> order;
        ulong end = (zone < 2 ? Math.Min(ZoneStarts[zone + 1], Map.End) : Map.End) >> order;
        ulong from = _shuffle is null ? first : first + (ulong)_shuffle.NextInt64((long)Math.Max(1, end - first));
        if (!_free[order].TryNext(from, out ulong number) || ZoneOf(number << order) != (Zone)zone) _free[order].TryNext(first, out number);
        return new(number << order, order);
    }

    private bool FindFree(ulong frame, out PageBlock block)
    {
        for (int order = 0; order <= PageBlock.MaximumOrder && frame < Map.End; order++)
        {
            block = new(frame >> order << order, order);
            if (_free[order].Has(frame >> order)) return true;
        }
        block = default;
        return false;
    }

    private void GiveBackRest(PageBlock larger, PageBlock taken)
    {
        while (larger.Order > taken.Order)
        {
            int order = larger.Order - 1;
            ulong half = taken.Frame >> order;
            Enter(new((half ^ 1) << order, order));
            larger = new(half << order, order);
        }
    }

    private void Use(PageBlock block)
    {
        for (ulong frame = block.Frame; frame < block.Run.End; frame++) _used.Add(frame);
        FreePageCount -= block.Pages;
        Allocations += block.Pages;
        Taken?.Invoke(block);
    }

    private void AddFree(PageRun run)
    {
        ulong frame = run.First;
        while (frame < run.End)
        {
            int order = Math.Min(PageBlock.MaximumOrder, frame == 0 ? PageBlock.MaximumOrder : System.Numerics.BitOperations.TrailingZeroCount(frame));
            while (frame + (1UL << order) > run.End) order--;
            Merge(new(frame, order));
            frame += 1UL << order;
        }
    }

    private void Merge(PageBlock block)
    {
        while (block.Order < PageBlock.MaximumOrder && _free[block.Order].Has(block.Frame >> block.Order ^ 1))
        {
            RemoveFree(new((block.Frame >> block.Order ^ 1) << block.Order, block.Order));
            block = new(block.Frame >> (block.Order + 1) << (block.Order + 1), block.Order + 1);
        }
        Enter(block);
    }

    private void Enter(PageBlock block)
    {
        _free[block.Order].Add(block.Frame >> block.Order);
        _blocks[(int)ZoneOf(block.Frame), block.Order]++;
    }

    private void RemoveFree(PageBlock block)
    {
        _free[block.Order].Remove(block.Frame >> block.Order);
        _blocks[(int)ZoneOf(block.Frame), block.Order]--;
    }
}
