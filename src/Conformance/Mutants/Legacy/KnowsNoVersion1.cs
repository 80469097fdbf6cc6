using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Is a legacy driver: declines VERSION_1, and drives every device through the legacy interface.</summary>
internal sealed class KnowsNoVersion1 : DriverDecisions
{
    public override bool IsLegacy(FeatureSet offered) => true;

    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => base.Accept(offered, supported).Without(Feature.Version1);
}
