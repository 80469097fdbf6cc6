using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>queue_reset is 0 for a queue that was enabled.</summary>
internal sealed class QueueResetIsZeroAfterEnable() : QueueResetRule("device.pci.common.10")
{
    protected override void ReadReset(TraceEvent e, int queue, uint value)
    {
        if (PhaseOf(queue) == QueueResetPhase.Enabled) Check(e, value == 0, $"queue_reset of queue {queue} is {value}, though it was enabled and not reset");
    }
}
