using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver reads InterruptStatus on an interrupt, and does not guess what has happened.</summary>
internal sealed class InterruptStatusIsRead() : MmioRule("driver.mmio.interrupt.1")
{
    private InterruptLineChanged? _raised;
    private bool _isRead;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register != MmioRegister.InterruptStatus) return;
        _isRead = true;
        if (_raised is not null) Kept(read);
        _raised = null;
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (register == MmioRegister.Status && value == 0) _raised = null;
        if (register != MmioRegister.InterruptAcknowledge) return;
        if (!_isRead && _raised is not null) Broken(written, "an interrupt is acknowledged, and InterruptStatus was not read");
        _isRead = false;
        _raised = null;
    }

    protected override void Other(TraceEvent e)
    {
        if (e is InterruptLineChanged { IsRaised: true } raised) (_raised, _isRead) = (raised, false);
    }
}
