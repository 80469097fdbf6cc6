using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Accepts PAGE_POISON and fills no page.</summary>
internal sealed class NeverPoisons : DriverDecisions
{
    public override bool FillsWithPoison(FeatureSet accepted) => false;
}
