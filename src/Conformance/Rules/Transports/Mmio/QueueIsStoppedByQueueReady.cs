using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver stops a queue through QueueReady, and not by taking away its size or its place.</summary>
internal sealed class QueueIsStoppedByQueueReady() : MmioRule("driver.mmio.registers.16")
{
    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (Registers.IsLegacy || Registers.Phase != MmioQueuePhase.Ready || value != 0) return;
        if (register == MmioRegister.QueueReady) Kept(written);
        else if (MmioQueueRegisters.Describes(register)) Broken(written, $"0 is written to {At(register)} of queue {Registers.Queue}, which is ready");
    }
}
