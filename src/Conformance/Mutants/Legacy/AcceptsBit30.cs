using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Accepts bit 30 where it is offered.</summary>
internal sealed class AcceptsBit30 : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) => base.Accept(offered, supported.With(Feature.Unused));
}
