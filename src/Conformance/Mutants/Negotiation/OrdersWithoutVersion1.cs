using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Accepts ORDER_PLATFORM and leaves VERSION_1 out, without which there is no such bit.</summary>
internal sealed class OrdersWithoutVersion1 : DriverDecisions
{
    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported) =>
        base.Accept(offered, supported.With(Feature.OrderPlatform)).Without(Feature.Version1);
}
