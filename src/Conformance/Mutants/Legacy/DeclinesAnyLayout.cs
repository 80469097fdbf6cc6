using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Does not accept ANY_LAYOUT.</summary>
internal sealed class DeclinesAnyLayout : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => base.Accept(offered, supported).Without(Feature.AnyLayout);
}
