using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>Other queues are served while the host waits for an answer.</summary>
internal sealed class OtherWorkGoesOn : BitmapRule
{
    // Work that comes in just before the wait ends may be done just after it.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<(BalloonQueue Queue, ushort Head), TraceEvent> _taken = [];
    private readonly Dictionary<BalloonQueue, TraceEvent> _notified = [];
    private bool _waiting;

    public override ClauseId Clause => "bitmap.wait.2";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case FreePagesAsked:
                _taken.Clear();
                _notified.Clear();
                _waiting = true;
                break;
            case FreePagesAnswered or FreePagesGivenUp or MigrationCancelled or MigrationFailed when _waiting:
                _waiting = false;
                foreach (var held in _taken.Values.Where(t => e.Time - t.Time > Grace)) Broken(held, "a request is not served while the host waits for free pages");
                break;
            case DeviceNotified { Queue: (BalloonQueue.Inflate or BalloonQueue.Deflate) and var queue }:
                if (_waiting) _notified[queue] = e;
                else _notified.Remove(queue);
                break;
            case ChainAvailable { Queue: (BalloonQueue.Inflate or BalloonQueue.Deflate) and var queue, Head: var head }:
                if (_waiting) _taken[(queue, head)] = e;
                else if (_notified.TryGetValue(queue, out var kick) && e.Time - kick.Time > Grace) Broken(kick, "a notification is not heard while the host waits for free pages");
                _notified.Remove(queue);
                break;
            case ChainUsed { Queue: var queue, Head: var head } when _taken.Remove((queue, head)) && _waiting:
                Kept(e);
                break;
        }
    }
}
