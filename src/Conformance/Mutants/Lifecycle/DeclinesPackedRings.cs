using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Does not accept RING_PACKED.</summary>
internal sealed class DeclinesPackedRings : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => base.Accept(offered, supported).Without(Feature.RingPacked);
}
