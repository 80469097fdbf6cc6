using Ballast.Virtio.Memory;

namespace Ballast.Guest.Memory;

/// <summary>
/// The memory of the guest's programs: allocates, writes known content, frees, and can say afterwards what every page in
/// use must hold. All writes go through guest memory and are seen by its observer.
/// </summary>
/// <remarks>Used on the guest's loop alone.</remarks>
/// <param name="memory">Guest memory.</param>
/// <param name="allocator">Where pages come from.</param>
/// <param name="seed">Seed of all content.</param>
public sealed class ProgramMemory(GuestMemory memory, PageAllocator allocator, ulong seed)
{
    private readonly ContentLedger _ledger = new();

    /// <summary>Asked for so many pages when none are free; says whether it freed any.</summary>
    public Func<ulong, bool>? Pressure { get; set; }

    /// <summary>Bytes that a page cache holds: quickly reclaimable.</summary>
    public ulong CacheBytes { get; set; }

    /// <summary>Seed of all content.</summary>
    public ulong Seed => seed;

    /// <summary>Where pages come from.</summary>
    public PageAllocator Allocator => allocator;

    /// <summary>Allocates a block of this order, under pressure with the help of whoever holds memory that can be had back.</summary>
    public bool TryAllocate(int order, out PageBlock block) =>
        allocator.TryAllocate(order, out block)
        || (Pressure?.Invoke(1UL << order) == true && allocator.TryAllocate(order, out block));

    /// <summary>Takes a particular page, if it is free.</summary>
    public bool TryTake(ulong frame) => allocator.TryTake(frame);

    /// <summary>Frees pages; their content stays behind as garbage.</summary>
    public void Free(PageRun run)
    {
        _ledger.Forget(run);
        allocator.Free(run);
    }

    /// <summary>Writes pages in use with the content of their next generation.</summary>
    /// <exception cref="ArgumentException">A page is not guest memory.</exception>
    public void Write(PageRun run)
    {
        ulong address = run.First << PageRun.PageShift;
        ulong length = run.Count << PageRun.PageShift;
        if (!memory.Contains(address, length)) throw new ArgumentException($"frames {run} are not guest memory");
        ulong frame = run.First;
        while (frame < run.End)
        {
            ulong at = frame << PageRun.PageShift;
            if (memory.TryGetSpan(at, PageRun.PageSize, out var page))
            {
                PageContent.Fill(page, seed, frame, _ledger.Write(frame));
            }
            else
            {
                WriteAcrossRegions(at, frame);
            }
            frame++;
        }
        memory.MarkWritten(address, length);
    }

    /// <summary>The pages whose content is known and needed: everything that programs and the kernel use, without the driver's own pages.</summary>
    public PageSet NeededPages() => _ledger.Pages();

    /// <summary>What a needed page must hold.</summary>
    /// <param name="frame">Guest frame.</param>
    /// <param name="page">Filled with the content: one page.</param>
    /// <returns>False when the page is not needed.</returns>
    public bool TryGetExpected(ulong frame, Span<byte> page)
    {
        if (!_ledger.TryGet(frame, out uint generation)) return false;
        PageContent.Fill(page[..PageRun.PageSize], seed, frame, generation);
        return true;
    }

    private void WriteAcrossRegions(ulong address, ulong frame)
    {
        Span<byte> page = stackalloc byte[PageRun.PageSize];
        PageContent.Fill(page, seed, frame, _ledger.Write(frame));
        memory.TryWrite(address, page);
    }
}
