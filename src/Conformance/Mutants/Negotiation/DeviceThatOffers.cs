using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Offers other features than it was built with.</summary>
internal sealed class DeviceThatOffers(DeviceParts parts, Func<FeatureSet, FeatureSet> other) : ProvokingBalloonDevice(parts)
{
    public override FeatureSet ReadFeatures()
    {
        var offered = other(OfferedFeatures);
        Record(new FeaturesOffered(offered));
        return offered;
    }
}
