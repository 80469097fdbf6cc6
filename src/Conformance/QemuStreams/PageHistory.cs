using Ballast.Conformance.Rules;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.QemuStreams;

/// <summary>What the events of a trace say of a single page of RAM.</summary>
internal static class PageHistory
{
    /// <summary>The events that touched a page, in their order.</summary>
    public static IEnumerable<PageMoment> Of(IReadOnlyList<TraceEvent> events, QemuRamMap map, ulong page)
    {
        var clock = new HintClock();
        for (int i = 0; i < events.Count; i++)
        {
            if (What(events[i], clock, map, page) is { } what) yield return new(events[i].Sequence, null, what);
            clock.Note(events[i], i + 1);
        }
    }

    /// <summary>What an event wrote to a page, or null when it wrote something else.</summary>
    public static PageDigest? ContentOf(PagesWritten written, QemuRamMap map, ulong page)
    {
        PageDigest? digest = null;
        foreach (var content in written.Pages)
        {
            if (RamPages(map, content.Frames).Contains(page)) digest = content.Digest;
        }
        return digest;
    }

    /// <summary>RAM pages of guest frames.</summary>
    public static PageSet RamPages(QemuRamMap map, IEnumerable<PageRun> frames) => new RamMap(map.Below4G, map.Above4G).FramesToPages(frames);

    /// <summary>RAM pages that lie in the buffers of a chain whole.</summary>
    public static PageSet RamPages(QemuRamMap map, ChainAvailable chain)
    {
        var ram = new RamMap(map.Below4G, map.Above4G);
        return PageSet.Of(chain.Buffers.SelectMany(b => ram.PagesOf(b.Address, b.Length)));
    }

    private static string? What(TraceEvent e, HintClock clock, QemuRamMap map, ulong page) => e switch
    {
        PagesWritten written when ContentOf(written, map, page) is { } digest => $"written by the {WriterOf(written.By)}: {digest}",
        MemoryWritten written when written.Pages.Contains(page) => $"written by the {WriterOf(written.By)}, content not told",
        ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } chain when RamPages(map, chain).Contains(page) =>
            $"hinted under command id {clock.Named?.ToString() ?? "none"}{(clock.IsOpen ? "" : ", which was not current")}",
        ChainAvailable { Queue: BalloonQueue.Reporting, Content: FreeBlock } chain when RamPages(map, chain).Contains(page) => "reported free",
        ChainAvailable { Queue: BalloonQueue.Inflate, Content: PageFrames inflated } when RamPages(map, inflated.Frames).Contains(page) => "inflated",
        ChainAvailable { Queue: BalloonQueue.Deflate, Content: PageFrames deflated } when RamPages(map, deflated.Frames).Contains(page) => "deflated",
        PagesHinted hinted when new RamMap(map.Below4G, map.Above4G).PagesOf(hinted.Address, hinted.Length).Contains(page) => "the hint was taken into account",
        _ => null,
    };

    private static string WriterOf(DirtyClient by) => by switch { DirtyClient.Guest => "guest", DirtyClient.Device => "device", _ => "host" };
}
