using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A transitional device serves the queues of a legacy driver before DRIVER_OK.</summary>
internal sealed class EarlyUseIsServed : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, TraceEvent> _waiting = [];

    public override ClauseId Clause => "device.legacy.init.2";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life is not { IsLegacy: true, IsFollowed: true, IsDriverOk: false }) return;
        switch (e)
        {
            case DeviceNotified { Queue: { } queue }:
                _waiting[queue] = e;
                break;
            // Of statistics the first buffer is kept.
            case ChainUsed { Queue: var queue } when _waiting.Remove(queue):
            case ChainAvailable { Queue: BalloonQueue.Statistics and var queue } when _waiting.Remove(queue):
                Kept(e);
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk):
                foreach (var (queue, notification) in _waiting) Broken(notification, $"{TraceNames.Of(queue)} is notified, and not served before DRIVER_OK");
                _waiting.Clear();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _waiting.Clear();
}
