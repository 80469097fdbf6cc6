using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver that has written 0 to QueueReady reads it back before it does anything else.</summary>
internal sealed class StopIsReadBack() : MmioRule("driver.mmio.registers.17")
{
    private RegisterWritten? _stopped;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (_stopped is null) return;
        if (register == MmioRegister.QueueReady) Kept(read);
        // An interrupt may come in between.
        else if (register is MmioRegister.InterruptStatus) return;
        else Missing(_stopped);
        _stopped = null;
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (_stopped is not null && register != MmioRegister.InterruptAcknowledge)
        {
            Missing(_stopped);
            _stopped = null;
        }
        if (register == MmioRegister.QueueReady && value == 0 && Registers.Phase == MmioQueuePhase.Ready) _stopped = written;
    }

    public override void End(TraceEvent last)
    {
        if (_stopped is not null) Missing(_stopped);
    }

    private void Missing(TraceEvent stopped) => Broken(stopped, "0 is written to QueueReady and not read back");
}
