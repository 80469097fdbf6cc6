using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

/// <summary>Guest-physical addresses and RAM pages, as the machine says that it maps them (machine.memory.1).</summary>
/// <param name="Below4G">Bytes of RAM below 4 GiB.</param>
/// <param name="Above4G">Bytes of RAM from 4 GiB on.</param>
internal readonly record struct RamMap(ulong Below4G, ulong Above4G)
{
    private const ulong FourGiB = 1UL << 32;

    /// <summary>Number of RAM pages.</summary>
    public ulong Pages => (Below4G >> PageRun.PageShift) + (Above4G >> PageRun.PageShift);

    public static RamMap Of(MachineBuilt machine) => new(machine.Below4G, machine.Above4G);

    /// <summary>The RAM page that a guest-physical address lies in, or null when it is not RAM.</summary>
    public ulong? PageOf(ulong address)
    {
        if (address < Below4G) return address >> PageRun.PageShift;
        if (address >= FourGiB && address - FourGiB < Above4G) return (Below4G + (address - FourGiB)) >> PageRun.PageShift;
        return null;
    }

    /// <summary>The guest-physical address of a RAM page, or null when there is no such page.</summary>
    public ulong? AddressOf(ulong page)
    {
        ulong low = Below4G >> PageRun.PageShift, high = Above4G >> PageRun.PageShift;
        if (page < low) return page << PageRun.PageShift;
        return page - low < high ? FourGiB + ((page - low) << PageRun.PageShift) : null;
    }

    /// <summary>The RAM pages of a range of guest-physical addresses: those that lie in it whole.</summary>
    public PageSet PagesOf(ulong address, ulong length)
    {
        if (length > ulong.MaxValue - PageRun.PageSize - address) return PageSet.Empty;
        ulong first = (address + PageRun.PageSize - 1) >> PageRun.PageShift, end = (address + length) >> PageRun.PageShift;
        return end > first ? FramesToPages([new(first, end - first)]) : PageSet.Empty;
    }

    /// <summary>The RAM pages of guest frames; frames that are not RAM are left out.</summary>
    public PageSet FramesToPages(IEnumerable<PageRun> frames)
    {
        ulong low = Below4G >> PageRun.PageShift, high = Above4G >> PageRun.PageShift, four = FourGiB >> PageRun.PageShift;
        var pages = new List<PageRun>();
        foreach (var run in frames)
        {
            ulong end = run.Count > ulong.MaxValue - run.First ? ulong.MaxValue : run.End;
            if (run.First < low) pages.Add(new(run.First, Math.Min(end, low) - run.First));
            ulong from = Math.Max(run.First, four), to = Math.Min(end, four + high);
            if (from < to) pages.Add(new(low + (from - four), to - from));
        }
        return PageSet.Of(pages);
    }
}
