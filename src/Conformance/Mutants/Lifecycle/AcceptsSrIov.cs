using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Accepts SR_IOV without PCI.</summary>
internal sealed class AcceptsSrIov : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => offered & supported.With(Feature.SrIov);
}
