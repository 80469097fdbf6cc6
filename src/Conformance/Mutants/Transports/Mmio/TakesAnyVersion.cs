using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Drives a device of any version.</summary>
internal sealed class TakesAnyVersion : MmioDecisions
{
    public override bool IsKnown(uint version, bool isLegacyDriver) => true;
}
