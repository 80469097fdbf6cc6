using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>
/// Folds what a free page queue repeats: blocks, their used elements and the notifications. They may come in turns, so a
/// stretch of such events is grouped by kind; any other event ends the stretch.
/// </summary>
internal static class Folding
{
    public static IEnumerable<FoldedRun> Fold(IEnumerable<TraceEvent> events)
    {
        var stretch = new List<FoldedRun>();
        var byKind = new Dictionary<Kind, FoldedRun>();
        foreach (var e in events)
        {
            if (KindOf(e) is { } kind)
            {
                if (!byKind.TryGetValue(kind, out var run)) stretch.Add(byKind[kind] = run = new(e));
                else run.Add(e);
                continue;
            }
            foreach (var run in stretch) yield return run;
            stretch.Clear();
            byKind.Clear();
            yield return new(e);
        }
        foreach (var run in stretch) yield return run;
    }

    private static Kind? KindOf(TraceEvent e) => e switch
    {
        ChainAvailable { Content: FreeBlock } chain => new(e.GetType(), chain.Queue, 0),
        ChainUsed { Queue: BalloonQueue.FreePage or BalloonQueue.Reporting, Content: null } used => new(e.GetType(), used.Queue, used.Length),
        DeviceNotified { Queue: BalloonQueue.FreePage or BalloonQueue.Reporting } notified => new(e.GetType(), notified.Queue, 0),
        DriverNotified { Queue: BalloonQueue.FreePage or BalloonQueue.Reporting } notified => new(e.GetType(), notified.Queue, 0),
        PagesHinted => new(e.GetType(), null, 0),
        _ => null,
    };

    private readonly record struct Kind(Type Event, BalloonQueue? Queue, uint Length);
}
