using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>Asking for free pages and using the answer, in either dialect.</summary>
internal static class FreePageEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<FreePageRequestChanged>(
            "free-page-request-changed",
            (w, e) =>
            {
                w.Number("request", e.Request);
                w.Name<BitmapRequestState>("state", e.State, TraceNames.RequestStates);
            },
            r => new(r.Int("request"), r.Name("state", TraceNames.RequestStates))),
        new EventFormat<FreePagesPolled>(
            "free-pages-polled", (w, e) => w.Name<FreePagePoll>("outcome", e.Outcome, TraceNames.Polls), r => new(r.Name("outcome", TraceNames.Polls))),
        new EventFormat<PagesHinted>(
            "pages-hinted",
            (w, e) =>
            {
                w.Hex("address", e.Address);
                w.Number("length", e.Length);
                w.Number("dropped", e.Dropped);
            },
            r => new(r.Hex("address"), r.Number("length"), r.Number("dropped"))),
        new EventFormat<FreePagesAsked>(
            "free-pages-asked", (w, e) => w.Number("commandId", e.CommandId?.Value), r => new(r.Has("commandId") ? new CommandId(r.UInt("commandId")) : null)),
        new EventFormat<FreePagesAnswered>("free-pages-answered", (w, e) => w.Number("pages", e.Pages), r => new(r.Number("pages"))),
        new EventFormat<FreePagesGivenUp>(
            "free-pages-given-up",
            (w, e) =>
            {
                w.Text("reason", e.Reason);
                w.Seconds("waited", e.Waited);
            },
            r => new(r.Text("reason"), r.Seconds("waited"))),
        new EventFormat<FilterApplied>(
            "filter-applied",
            (w, e) =>
            {
                w.Number("freePages", e.FreePages);
                w.Number("clearedPages", e.ClearedPages);
            },
            r => new(r.Number("freePages"), r.Number("clearedPages"))),
    ];
}
