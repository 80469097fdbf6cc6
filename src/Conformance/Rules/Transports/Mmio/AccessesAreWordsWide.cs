using Ballast.Conformance.Clauses;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Accesses are 32 bits wide and aligned: those to control registers, and, as a balloon's fields have 32 bits, those to its configuration.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isConfiguration">Whether it is about the configuration.</param>
internal sealed class AccessesAreWordsWide(ClauseId clause, bool isConfiguration) : MmioRule(clause)
{
    protected override void Read(RegisterRead read, int register, ulong value) => Look(read, register, read.Width);

    protected override void Written(RegisterWritten written, int register, ulong value) => Look(written, register, written.Width);

    private void Look(TraceEvent e, int register, int width)
    {
        // Drivers of old read the configuration as they like.
        if (register >= MmioRegister.Configuration != isConfiguration || (isConfiguration && Registers.IsLegacy)) return;
        Check(e, width == 4 && register % 4 == 0, $"{At(register)} is accessed by {width} bytes");
    }
}
