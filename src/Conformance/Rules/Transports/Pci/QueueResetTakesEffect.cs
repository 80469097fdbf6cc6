using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A queue whose reset is done is one of which nothing is used any more, until it is enabled again and starts anew.</summary>
internal sealed class QueueResetTakesEffect() : QueueResetRule("device.pci.common.11")
{
    private readonly HashSet<int> _restarted = [];
    private TraceEvent? _asked;

    protected override void Enabling(TraceEvent e, int queue)
    {
        if (PhaseOf(queue) == QueueResetPhase.Done) _restarted.Add(queue);
    }

    protected override void ReadReset(TraceEvent e, int queue, uint value)
    {
        if (PhaseOf(queue) is QueueResetPhase.Asked && value == 0) _restarted.Remove(queue);
    }

    public override void End(TraceEvent last)
    {
        if (_asked is not null && Breaking.Count == 0) Kept(_asked, "nothing came of a notification");
    }

    protected override void Other(TraceEvent e)
    {
        if (e is DeviceNotified { Index: var notified } && PhaseOf(notified) == QueueResetPhase.Done) _asked = e;
        BalloonQueue? used = e switch
        {
            ChainUsed { Queue: var queue } => queue,
            DriverNotified { Queue: { } queue } => queue,
            _ => null,
        };
        if (used is not { } role || Common.IndexOf(role) is not { } index) return;
        if (PhaseOf(index) == QueueResetPhase.Done) Broken(e, $"queue {index} is in use, though its reset is done");
        else if (PhaseOf(index) == QueueResetPhase.Enabled && _restarted.Remove(index)) Kept(e);
    }
}
