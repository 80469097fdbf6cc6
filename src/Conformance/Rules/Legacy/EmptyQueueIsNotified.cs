using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>With NOTIFY_ON_EMPTY the driver is told when a queue has run dry, whatever it has asked for.</summary>
internal sealed class EmptyQueueIsNotified : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, ChainUsed> _due = [];

    public override ClauseId Clause => "device.legacy.reserved-bits.2";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsLegacy || !Context.Life.Accepts(Feature.NotifyOnEmpty)) return;
        switch (e)
        {
            // Of statistics and hints the device may keep buffers.
            case ChainUsed { Queue: BalloonQueue.Inflate or BalloonQueue.Deflate } used:
                _due[used.Queue] = used;
                break;
            case DriverNotified { Queue: { } queue } when _due.Remove(queue):
                Kept(e);
                break;
            case DeviceNotified { Queue: { } queue } when _due.Remove(queue, out var used):
                Broken(used, Silence(queue));
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _due.Clear();

    public override void End(TraceEvent last)
    {
        foreach (var (queue, used) in _due) Broken(used, Silence(queue));
    }

    private static string Silence(BalloonQueue queue) => $"{TraceNames.Of(queue)} has run dry, and the driver is not notified";
}
