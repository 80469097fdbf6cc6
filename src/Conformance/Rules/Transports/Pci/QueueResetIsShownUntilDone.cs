using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>queue_reset stays 1 until the reset is done: when it has been 0, it is not 1 again by itself.</summary>
internal sealed class QueueResetIsShownUntilDone() : QueueResetRule("device.pci.common.12")
{
    protected override void ReadReset(TraceEvent e, int queue, uint value)
    {
        if (PhaseOf(queue) == QueueResetPhase.Done) Check(e, value == 0, $"queue_reset of queue {queue} is {value} again, and was 0 before");
    }
}
