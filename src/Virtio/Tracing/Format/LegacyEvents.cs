using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>What the suite found out about a legacy session that neither side tells.</summary>
internal static class LegacyEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<LegacyRingVerified>(
            "legacy-ring-verified",
            (w, e) =>
            {
                w.Queue(e.Queue);
                w.Number("available", e.Available);
                w.Number("strangeAvailable", e.StrangeAvailable);
                w.Number("used", e.Used);
                w.Number("strangeUsed", e.StrangeUsed);
            },
            r => new(r.Queue(), r.Int("available"), r.Int("strangeAvailable"), r.Int("used"), r.Int("strangeUsed"))),
        new EventFormat<ActualSeen>("actual-seen", (w, e) => w.Number("pages", e.Pages), r => new(r.UInt("pages"))),
        new EventFormat<StatisticsSeen>(
            "statistics-seen",
            (w, e) => w.Array("entries", e.Entries, (entry, statistic) =>
            {
                entry.Number("tag", (int)statistic.Tag);
                entry.Number("value", statistic.Value);
            }),
            r => new(r.Array("entries", e => new StatisticEntry((StatisticTag)e.Int("tag", ushort.MaxValue), e.Number("value"))))),
    ];
}
