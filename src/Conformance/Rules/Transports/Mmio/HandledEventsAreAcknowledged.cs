using Ballast.Conformance.Clauses;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>What a driver has seen in InterruptStatus it writes to InterruptACK before it looks again.</summary>
/// <param name="clause">The clause.</param>
internal sealed class HandledEventsAreAcknowledged(ClauseId clause) : MmioRule(clause)
{
    private const ulong Defined = 3;

    private RegisterRead? _seen;
    private ulong _left;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register != MmioRegister.InterruptStatus) return;
        Settle();
        _left = value & Defined;
        _seen = _left != 0 ? read : null;
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        // A reset acknowledges everything.
        if (register == MmioRegister.Status && value == 0) _seen = null;
        if (register != MmioRegister.InterruptAcknowledge || _seen is null) return;
        _left &= ~value;
        if (_left == 0) Kept(written);
        if (_left == 0) _seen = null;
    }

    public override void End(TraceEvent last) => Settle();

    private void Settle()
    {
        if (_seen is not null) Broken(_seen, $"InterruptStatus read 0x{_seen.Value:x}, of which 0x{_left:x} is not acknowledged");
        _seen = null;
    }
}
