using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>
/// A device survives notifications of queues in which nothing is new. Only a look at the ring shows that nothing was: a
/// driver that breaks its ring notifies as well.
/// </summary>
internal sealed class EmptyKickIsSurvived : PerLifeRule
{
    private readonly HashSet<BalloonQueue> _seen = [];
    private readonly HashSet<BalloonQueue> _kicked = [];

    public override ClauseId Clause => "device.split.notify-suppression.5";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case DeviceNotified { Queue: { } queue } when Context.Life.IsUp && _seen.Contains(queue):
                _kicked.Add(queue);
                break;
            case ChainAvailable { Queue: var queue }:
                _kicked.Remove(queue);
                break;
            case DeviceStatusChanged { Status: var status } when status.HasFlag(DeviceStatus.DeviceNeedsReset) && _kicked.Count > 0:
                Broken(e, $"the device needs a reset after a notification of {TraceNames.Of(_kicked.First())}, in which there was nothing new");
                _kicked.Clear();
                break;
            case RingObserved { Queue: var queue, View.AvailableIndex: not null }:
                _seen.Add(queue);
                if (_kicked.Remove(queue)) Kept(e);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _seen.Clear();
        _kicked.Clear();
    }
}
