using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Does not look for capabilities.</summary>
internal sealed class LooksForNoCapabilities : PciDecisions
{
    public override bool LooksForCapabilities => false;
}
