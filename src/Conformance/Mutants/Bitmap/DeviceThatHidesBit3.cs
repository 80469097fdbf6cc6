using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Does not offer GET_FREE_PAGES, though it knows what to do with it.</summary>
internal sealed class DeviceThatHidesBit3(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    public override FeatureSet ReadFeatures()
    {
        var offered = OfferedFeatures.Without(Feature.GetFreePages);
        Record(new FeaturesOffered(offered));
        return offered;
    }
}
