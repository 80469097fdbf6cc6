using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>The bit of an event stays in InterruptStatus from the event on until it is acknowledged.</summary>
internal sealed class EventsAreShownUntilAcknowledged() : MmioRule("device.mmio.registers.3")
{
    private const ulong Defined = 3;

    private ulong _shown;
    private bool _isRaised;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register != MmioRegister.InterruptStatus || Context.IsOvertaken) return;
        if ((_shown & ~value) != 0) Broken(read, $"InterruptStatus reads 0x{value:x}: 0x{_shown & ~value:x} is gone, though nobody has acknowledged it");
        else if (_isRaised && (value & Defined) == 0) Broken(read, "InterruptStatus shows no event, though the line was raised for one");
        else if (_shown != 0 || _isRaised) Kept(read);
        _shown = value & Defined;
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (register == MmioRegister.InterruptAcknowledge) _shown &= ~value;
        else if (register != MmioRegister.Status || value != 0) return;
        else _shown = 0;
        // Whether it is lowered by that shows later, if at all.
        _isRaised = false;
    }

    protected override void Other(TraceEvent e)
    {
        if (e is InterruptLineChanged { IsRaised: var isRaised }) _isRaised = isRaised;
    }
}
