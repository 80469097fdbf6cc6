using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>When the reset of a queue is done, queue_reset and queue_enable are 0.</summary>
internal sealed class QueueResetIsShownAsDone() : QueueResetRule("device.pci.common.13")
{
    // A device may take its time; one that was looked at so often has had it.
    private const int Patience = 6;

    private readonly Dictionary<int, (int Looks, TraceEvent Last)> _waiting = [];

    protected override void ReadReset(TraceEvent e, int queue, uint value)
    {
        if (PhaseOf(queue) != QueueResetPhase.Asked) return;
        if (value == 0) _waiting.Remove(queue);
        else _waiting[queue] = (_waiting.GetValueOrDefault(queue).Looks + 1, e);
    }

    protected override void ReadEnable(TraceEvent e, int queue, uint value)
    {
        if (PhaseOf(queue) == QueueResetPhase.Done) Check(e, value == 0, $"queue_enable of queue {queue} is {value}, though its reset is done");
    }

    public override void End(TraceEvent last)
    {
        foreach (var (queue, (looks, e)) in _waiting)
        {
            if (looks >= Patience) Broken(e, $"queue_reset of queue {queue} was not 0 in {looks} looks");
        }
    }
}
