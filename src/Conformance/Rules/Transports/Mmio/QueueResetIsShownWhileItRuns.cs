using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>QueueReset reads 1 until the reset of the queue is done, and then 0 for good.</summary>
internal sealed class QueueResetIsShownWhileItRuns() : MmioRule("device.mmio.registers.11")
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register != MmioRegister.QueueReset) return;
        if (Registers.Phase == MmioQueuePhase.Resetting && value == 0) Kept(read);
        else if (Registers.Phase == MmioQueuePhase.Reset && value != 0)
            Broken(read, $"QueueReset of queue {Registers.Queue} reads {value} after it has read 0: the reset was not done then");
    }
}
