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
            case ChainUsed { Queue: var served } when _waiting.Remove(served):
                Kept(e);
                break;
            case ChainAvailable { Queue: BalloonQueue.Statistics } when _waiting.Remove(BalloonQueue.Statistics):
                Kept(e);
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk):
                foreach (var (waiting, notification) in _waiting) Broken(notification, $"{TraceNames.Of(waiting)} is notified, and not served before DRIVER_OK");
                _waiting.Clear();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _waiting.Clear();
}
