using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Accepts everything that it knows, but VERSION_1.</summary>
internal sealed class LeavesVersion1Out : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => base.Accept(offered, supported).Without(Feature.Version1);
}
