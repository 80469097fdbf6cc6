using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Does not use the legacy interface where there is no other.</summary>
internal sealed class KnowsNoFallback : PciDecisions
{
    public override bool FallsBackToLegacy(bool isTransitional) => false;
}
