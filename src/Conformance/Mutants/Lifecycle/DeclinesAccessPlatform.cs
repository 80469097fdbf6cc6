using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Does not accept ACCESS_PLATFORM.</summary>
internal sealed class DeclinesAccessPlatform : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => base.Accept(offered, supported).Without(Feature.AccessPlatform);
}
