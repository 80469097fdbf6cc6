using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver does not take the reset of a queue for done before QueueReset has read 0.</summary>
internal sealed class QueueResetIsSeenDone() : MmioRule("driver.mmio.registers.21")
{
    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register == MmioRegister.QueueReset && value == 0 && Registers.Phase == MmioQueuePhase.Resetting) Kept(read);
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (Registers.Phase == MmioQueuePhase.Resetting && (register == MmioRegister.QueueReady || MmioQueueRegisters.Describes(register)))
            Broken(written, $"queue {Registers.Queue} is set up again before QueueReset has read 0");
    }
}
