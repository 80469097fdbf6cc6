using Ballast.Virtio.Memory;

namespace Ballast.Guest.Memory;

/// <summary>Which guest frames are RAM: usually two runs, below and above the PCI hole.</summary>
public sealed class PhysicalMap
{
    /// <summary>The first frame from 4 GiB on.</summary>
    public const ulong FourGigabyteFrame = 1UL << (32 - PageRun.PageShift);

    /// <summary>A map of ranges, of which only whole pages count.</summary>
    /// <exception cref="ArgumentException">Two ranges overlap, one runs past the address space of a balloon (2^44), or there is no whole page.</exception>
    public PhysicalMap(IEnumerable<PhysicalRange> ranges)
    {
        var runs = new List<PageRun>();
        ulong end = 0;
        foreach (var range in ranges.OrderBy(r => r.GuestAddress))
        {
            if (range.GuestAddress < end) throw new ArgumentException($"ranges overlap at 0x{range.GuestAddress:x}");
            if (range.Length > (1UL << 44) || range.GuestAddress > (1UL << 44) - range.Length)
                throw new ArgumentException($"the range at 0x{range.GuestAddress:x} runs past the frames that a balloon can name");
            end = range.GuestAddress + range.Length;
            ulong first = (range.GuestAddress + PageRun.PageSize - 1) >> PageRun.PageShift;
            ulong last = end >> PageRun.PageShift;
            if (first < last) runs.Add(new(first, last - first));
        }
        if (runs.Count == 0) throw new ArgumentException("a guest needs at least one page of RAM");
        Frames = PageSet.Of(runs);
        LowEnd = Frames.Where(r => r.First < FourGigabyteFrame).Select(r => Math.Min(r.End, FourGigabyteFrame)).DefaultIfEmpty().Max();
    }

    /// <summary>The frames that are RAM.</summary>
    public PageSet Frames { get; }

    /// <summary>How many pages of RAM there are.</summary>
    public ulong Pages => Frames.Pages;

    /// <summary>The first frame that is RAM.</summary>
    public ulong First => Frames[0].First;

    /// <summary>Number of the frame behind the last one.</summary>
    public ulong End => Frames[Frames.Count - 1].End;

    /// <summary>Number of the frame behind the last one below 4 GiB; 0 when there is none.</summary>
    public ulong LowEnd { get; }

    /// <summary>Whether there is RAM from 4 GiB on.</summary>
    public bool HasHigh => End > FourGigabyteFrame;
}
