using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>The migration of RAM, from set-up to outcome.</summary>
internal static class MigrationEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<MigrationSetUp>(
            "migration-set-up",
            (w, e) =>
            {
                w.Number("attempt", e.Attempt);
                w.Text("filter", e.Filter);
                w.Number("ramPages", e.RamPages);
                w.Number("markedPages", e.MarkedPages);
                w.Number("bitmapPages", e.BitmapPages);
                w.Number("bytesPerSecond", e.BytesPerSecond);
            },
            r => new(
                r.Int("attempt"), r.Text("filter"), r.Number("ramPages"), r.Number("markedPages"), r.Number("bitmapPages"),
                r.Has("bytesPerSecond") ? r.Number("bytesPerSecond") : null)),
        new EventFormat<LoggingStarted>("logging-started", (_, _) => { }, _ => new()),
        new EventFormat<BitmapSynchronised>(
            "bitmap-synchronised",
            (w, e) =>
            {
                w.Number("round", e.Round);
                w.Number("movedPages", e.MovedPages);
                w.Number("dirtyPages", e.DirtyPages);
                w.Number("logPages", e.LogPages);
            },
            r => new(r.Int("round"), r.Number("movedPages"), r.Number("dirtyPages"), r.Number("logPages"))),
        new EventFormat<RoundStarted>(
            "round-started",
            (w, e) =>
            {
                w.Number("round", e.Round);
                w.Number("dirtyPages", e.DirtyPages);
            },
            r => new(r.Int("round"), r.Number("dirtyPages"))),
        new EventFormat<RoundEnded>(
            "round-ended",
            (w, e) =>
            {
                w.Number("round", e.Round);
                w.Number("dataCount", e.DataCount);
                w.Number("zeroCount", e.ZeroCount);
                w.Runs("dataPages", e.DataPages);
                w.Runs("zeroPages", e.ZeroPages);
            },
            r => new(
                r.Int("round"), r.Number("dataCount"), r.Number("zeroCount"),
                r.Has("dataPages") ? r.Pages("dataPages") : null, r.Has("zeroPages") ? r.Pages("zeroPages") : null)),
        new EventFormat<Switchover>("switchover", (w, e) => w.Number("dirtyPages", e.DirtyPages), r => new(r.Number("dirtyPages"))),
        new EventFormat<MigrationCompleted>(
            "migration-completed",
            (w, e) =>
            {
                w.Seconds("total", e.Total);
                w.Seconds("downtime", e.Downtime);
                w.Number("transferredBytes", e.TransferredBytes);
                w.Number("dataPages", e.DataPages);
                w.Number("zeroPages", e.ZeroPages);
                w.Number("skippedPages", e.SkippedPages);
                w.Number("rounds", e.Rounds);
            },
            r => new(
                r.Seconds("total"), r.Seconds("downtime"), r.Number("transferredBytes"), r.Number("dataPages"), r.Number("zeroPages"),
                r.Number("skippedPages"), r.Int("rounds"))),
        new EventFormat<MigrationCancelled>("migration-cancelled", (_, _) => { }, _ => new()),
        new EventFormat<MigrationFailed>("migration-failed", (w, e) => w.Text("reason", e.Reason), r => new(r.Text("reason"))),
    ];
}
