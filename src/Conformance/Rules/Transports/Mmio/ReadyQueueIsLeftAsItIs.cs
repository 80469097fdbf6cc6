using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Size and addresses of a queue are left alone while its QueueReady is not 0.</summary>
internal sealed class ReadyQueueIsLeftAsItIs() : MmioRule("driver.mmio.registers.15")
{
    protected override void Read(RegisterRead read, int register, ulong value) => Look(read, register);

    protected override void Written(RegisterWritten written, int register, ulong value) => Look(written, register);

    private void Look(TraceEvent e, int register)
    {
        if (MmioQueueRegisters.Describes(register) && Registers is { IsLegacy: false, Phase: not MmioQueuePhase.Unknown })
            Check(e, Registers.Phase is not MmioQueuePhase.Ready, $"{At(register)} is accessed while queue {Registers.Queue} is ready");
    }
}
