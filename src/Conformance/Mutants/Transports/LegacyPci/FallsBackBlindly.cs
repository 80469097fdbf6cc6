using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Uses the legacy interface, which it does not know.</summary>
internal sealed class FallsBackBlindly : PciDecisions
{
    public override bool FallsBackToLegacy(bool isTransitional) => true;
}
