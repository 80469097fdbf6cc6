using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>When the reset of a queue is done, QueueReset and QueueReady read 0.</summary>
internal sealed class ResetQueueIsNotReady() : MmioRule("device.mmio.registers.12")
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register == MmioRegister.QueueReady && Registers.Phase == MmioQueuePhase.Reset)
            Check(read, value == 0, $"QueueReady of queue {Registers.Queue} reads {value} after the reset of the queue");
    }
}
