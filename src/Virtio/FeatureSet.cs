using System.Globalization;

namespace Ballast.Virtio;

/// <summary>A set of feature bits (virtio 1.4, 2.2).</summary>
/// <param name="Bits">Bit n stands for feature n.</param>
public readonly record struct FeatureSet(ulong Bits)
{
    private static readonly (int Bit, string Name)[] Names =
    [
        (Feature.MustTellHost, "MUST_TELL_HOST"), (Feature.StatsVq, "STATS_VQ"), (Feature.DeflateOnOom, "DEFLATE_ON_OOM"),
        (Feature.FreePageHint, "FREE_PAGE_HINT"), (Feature.PagePoison, "PAGE_POISON"), (Feature.PageReporting, "PAGE_REPORTING"),
        (Feature.NotifyOnEmpty, "NOTIFY_ON_EMPTY"), (Feature.AnyLayout, "ANY_LAYOUT"),
        (Feature.IndirectDesc, "INDIRECT_DESC"), (Feature.EventIdx, "EVENT_IDX"), (Feature.Version1, "VERSION_1"),
        (Feature.AccessPlatform, "ACCESS_PLATFORM"), (Feature.RingPacked, "RING_PACKED"), (Feature.InOrder, "IN_ORDER"),
        (Feature.OrderPlatform, "ORDER_PLATFORM"), (Feature.SrIov, "SR_IOV"), (Feature.NotificationData, "NOTIFICATION_DATA"),
        (Feature.NotifConfigData, "NOTIF_CONFIG_DATA"), (Feature.RingReset, "RING_RESET"), (Feature.AdminVq, "ADMIN_VQ"), (Feature.Suspend, "SUSPEND"),
    ];

    /// <summary>No feature at all.</summary>
    public static FeatureSet None => default;

    /// <summary>The set of the features with the given bit numbers (see <see cref="Feature"/>).</summary>
    public static FeatureSet Of(params ReadOnlySpan<int> features)
    {
        ulong bits = 0;
        foreach (int feature in features) bits |= 1UL << feature;
        return new(bits);
    }

    /// <summary>Whether the feature with this bit number is in the set.</summary>
    public bool Has(int feature) => (Bits >> feature & 1) != 0;

    // driver.legacy.features.1 and device.legacy.features.1
    /// <summary>Whether this is a set of the legacy interface: VERSION_1 is not in it (virtio 1.4, 2.2.3).</summary>
    public bool IsLegacy => !Has(Feature.Version1);

    /// <summary>This set and one feature more.</summary>
    public FeatureSet With(int feature) => new(Bits | 1UL << feature);

    /// <summary>This set without one feature.</summary>
    public FeatureSet Without(int feature) => new(Bits & ~(1UL << feature));

    /// <summary>Whether every feature of this set is in the other.</summary>
    public bool IsSubsetOf(FeatureSet other) => (Bits & ~other.Bits) == 0;

    /// <summary>The features that are in both sets.</summary>
    public static FeatureSet operator &(FeatureSet a, FeatureSet b) => new(a.Bits & b.Bits);

    /// <summary>The features that are in either set.</summary>
    public static FeatureSet operator |(FeatureSet a, FeatureSet b) => new(a.Bits | b.Bits);

    /// <summary>Names of the features, lowest bit first, separated by blanks; bit 3 has the name that it has in the dialect.</summary>
    public string ToString(Dialect dialect)
    {
        var names = new List<string>();
        for (int bit = 0; bit < 64; bit++)
        {
            if (Has(bit)) names.Add(NameOf(bit, dialect));
        }
        return names.Count == 0 ? "none" : string.Join(' ', names);
    }

    /// <inheritdoc/>
    public override string ToString() => ToString(Dialect.Hint);

    /// <summary>The specification's name of a feature, or "bit n" where it has none.</summary>
    public static string NameOf(int bit, Dialect dialect = Dialect.Hint)
    {
        if (bit == Feature.GetFreePages && dialect == Dialect.Bitmap) return "GET_FREE_PAGES";
        foreach (var (known, name) in Names)
        {
            if (known == bit) return name;
        }
        return string.Create(CultureInfo.InvariantCulture, $"BIT_{bit}");
    }

    /// <summary>Reads a feature's name, in either dialect, as <see cref="NameOf"/> writes it.</summary>
    public static bool TryParseName(string name, out int bit)
    {
        if (name == "GET_FREE_PAGES") { bit = Feature.GetFreePages; return true; }
        foreach (var (known, knownName) in Names)
        {
            if (knownName == name) { bit = known; return true; }
        }
        bit = 0;
        return name.StartsWith("BIT_", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out bit) && bit < 64;
    }
}
