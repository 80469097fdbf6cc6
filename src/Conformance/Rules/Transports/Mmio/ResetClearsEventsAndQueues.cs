using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>After a reset InterruptStatus and QueueReady of every queue read 0.</summary>
internal sealed class ResetClearsEventsAndQueues() : MmioRule("device.mmio.registers.5")
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        // What happens after the driver has gone on is no remainder of the life before.
        if (Registers is not { WasReset: true, Status: 0 }) return;
        if (register == MmioRegister.InterruptStatus) Check(read, value == 0, $"InterruptStatus reads 0x{value:x} after a reset");
        else if (register == MmioRegister.QueueReady && Registers.Phase == MmioQueuePhase.Fresh)
            Check(read, value == 0, $"QueueReady of queue {Registers.Queue} reads {value} after a reset");
    }
}
