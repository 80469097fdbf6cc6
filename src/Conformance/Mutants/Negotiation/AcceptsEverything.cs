using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Accepts whatever is offered.</summary>
internal sealed class AcceptsEverything : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => offered;
}
