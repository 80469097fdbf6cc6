using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Never accepts MUST_TELL_HOST.</summary>
internal sealed class TellsNoHost : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) =>
        base.Accept(offered, supported).Without(Feature.MustTellHost);
}
