using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>A device survives notifications of queues in which nothing is new.</summary>
internal sealed class EmptyKickIsSurvived : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, DeviceNotified> _kicked = [];

    public override ClauseId Clause => "device.split.notify-suppression.5";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case DeviceNotified { Queue: { } queue } kick when Context.Life.IsUp:
                _kicked[queue] = kick;
                break;
            case ChainAvailable { Queue: var queue }:
                _kicked.Remove(queue);
                break;
            case DeviceStatusChanged { Status: var status } when status.HasFlag(DeviceStatus.DeviceNeedsReset) && _kicked.Count > 0:
                Broken(e, $"the device needs a reset after a notification of {TraceNames.Of(_kicked.Keys.First())}, in which there was nothing new");
                _kicked.Clear();
                break;
            case RingObserved { Queue: var queue } when _kicked.Remove(queue):
                Kept(e);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _kicked.Clear();
}
