using Ballast.Virtio;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Which feature bits virtio 1.4 defines for a balloon, and which need another (5.5.3, chapter 6).</summary>
internal static class KnownFeatures
{
    private static readonly FeatureSet Everywhere = FeatureSet.Of(
        Feature.MustTellHost, Feature.StatsVq, Feature.DeflateOnOom, Feature.FreePageHint, Feature.PagePoison, Feature.PageReporting,
        Feature.NotifyOnEmpty, Feature.AnyLayout, Feature.IndirectDesc, Feature.EventIdx, Feature.Unused, Feature.Version1, Feature.AccessPlatform,
        Feature.RingPacked, Feature.InOrder, Feature.OrderPlatform, Feature.NotificationData, Feature.RingReset, Feature.Suspend);

    // Bits of the vhost-user protocol itself, which a front end strips before its driver sees them.
    private const int VhostLogAll = 26;

    // No balloon bit declares a prerequisite; the bits above 32 exist only where VERSION_1 does.
    private static readonly FeatureSet NeedVersion1 = FeatureSet.Of(
        Feature.AccessPlatform, Feature.RingPacked, Feature.InOrder, Feature.OrderPlatform, Feature.NotificationData, Feature.RingReset, Feature.Suspend);

    /// <summary>The bits that are undefined, reserved, or of another transport or device.</summary>
    public static FeatureSet ForeignIn(FeatureSet features, string transport)
    {
        var known = Everywhere;
        if (transport == "pci") known = known.With(Feature.SrIov).With(Feature.NotifConfigData);
        if (transport.StartsWith("vhost-user", StringComparison.Ordinal)) known = known.With(VhostLogAll);
        return new(features.Bits & ~known.Bits);
    }

    /// <summary>The bits whose prerequisite is missing from the set.</summary>
    public static FeatureSet WithoutPrerequisite(FeatureSet features) => features.Has(Feature.Version1) ? FeatureSet.None : features & NeedVersion1;
}
