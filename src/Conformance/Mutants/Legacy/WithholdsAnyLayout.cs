using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Is transitional, and does not offer ANY_LAYOUT.</summary>
internal sealed class WithholdsAnyLayout(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    public override FeatureSet ReadFeatures()
    {
        var offered = OfferedFeatures.Without(Feature.AnyLayout);
        Record(new FeaturesOffered(offered));
        return offered;
    }
}
