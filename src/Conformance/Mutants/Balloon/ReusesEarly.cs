using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Uses deflated pages at once, though the host wants to be told first.</summary>
internal sealed class ReusesEarly : DriverDecisions
{
    public override bool MayReuseBeforeUsed(FeatureSet accepted) => true;
}
