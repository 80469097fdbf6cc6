using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Offers SR_IOV, though it is no PCI device.</summary>
internal sealed class OffersSrIov(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    public override FeatureSet ReadFeatures()
    {
        var offered = OfferedFeatures.With(Feature.SrIov);
        Record(new FeaturesOffered(offered));
        return offered;
    }
}
