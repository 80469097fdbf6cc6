using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Initialises by other steps than 3.1.1 has, or in another order.</summary>
internal sealed class TakesOtherSteps(IReadOnlyList<InitialisationStep> steps) : DriverDecisions
{
    public override IReadOnlyList<InitialisationStep> Initialisation => steps;
}
