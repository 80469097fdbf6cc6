using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver leaves a device alone that is not for it.</summary>
/// <param name="clause">The clause.</param>
/// <param name="identity">The register that shows it.</param>
/// <param name="isStrange">Whether the device is such a one, by what the register reads.</param>
/// <param name="mayRead">Whether the driver may still read.</param>
internal sealed class StrangeDeviceIsLeftAlone(ClauseId clause, int identity, Func<ulong, bool> isStrange, bool mayRead = true) : MmioRule(clause)
{
    private RegisterRead? _strange;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register == identity && read.Width == 4 && isStrange(value)) _strange ??= read;
        else if (!mayRead) Touched(read, register);
    }

    protected override void Written(RegisterWritten written, int register, ulong value) => Touched(written, register);

    public override void End(TraceEvent last)
    {
        if (_strange is not null && Outcome != RuleOutcome.Broken) Kept(_strange);
    }

    private void Touched(TraceEvent e, int register)
    {
        if (_strange is not null) Broken(e, $"{At(register)} is accessed, though {At(identity)} has read 0x{_strange.Value:x}");
    }
}
