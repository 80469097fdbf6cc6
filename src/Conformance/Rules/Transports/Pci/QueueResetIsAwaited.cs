using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A queue is not enabled again before queue_reset has read as 0.</summary>
internal sealed class QueueResetIsAwaited() : QueueResetRule("driver.pci.common.7")
{
    protected override void Enabling(TraceEvent e, int queue)
    {
        if (PhaseOf(queue) == QueueResetPhase.Asked) Broken(e, $"queue {queue} is enabled before queue_reset was read as 0");
        else if (PhaseOf(queue) == QueueResetPhase.Done) Kept(e);
    }
}
