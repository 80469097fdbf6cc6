using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Does not read InterruptStatus.</summary>
internal sealed class GuessesEvents : MmioDecisions
{
    public override bool ReadsInterruptStatus => false;
}
