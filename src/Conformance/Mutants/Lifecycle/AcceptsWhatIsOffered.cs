using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Accepts every bit that is offered, known or not.</summary>
internal sealed class AcceptsWhatIsOffered : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => offered;
}
