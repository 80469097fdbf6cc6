using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Offers other features than it was built with.</summary>
internal sealed class DeviceThatOffers(DeviceParts parts, Func<FeatureSet, FeatureSet> other) : ProvokingBalloonDevice(parts)
{
    protected override FeatureSet ShownFeatures => other(OfferedFeatures);
}
