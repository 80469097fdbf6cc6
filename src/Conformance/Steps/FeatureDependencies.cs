using Ballast.Virtio;

namespace Ballast.Conformance.Steps;

/// <summary>Features that rest on others (virtio 1.4, 2.2 and chapter 6). No feature of the balloon itself declares one.</summary>
internal static class FeatureDependencies
{
    private static readonly (int Feature, int Needs)[] Table =
    [
        (Feature.RingPacked, Feature.Version1),
        (Feature.InOrder, Feature.Version1),
        (Feature.AccessPlatform, Feature.Version1),
        (Feature.NotificationData, Feature.Version1),
        (Feature.RingReset, Feature.Version1),
        (Feature.Suspend, Feature.Version1),
    ];

    /// <summary>The first feature of a set whose prerequisite is missing, in words; null when none is.</summary>
    public static string? FirstMissing(FeatureSet set)
    {
        foreach (var (feature, needs) in Table)
        {
            if (set.Has(feature) && !set.Has(needs)) return $"{FeatureSet.NameOf(feature)} without {FeatureSet.NameOf(needs)}";
        }
        return null;
    }
}
