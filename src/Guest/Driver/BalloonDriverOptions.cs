using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Wire;

namespace Ballast.Guest.Driver;

/// <summary>What a balloon driver is like.</summary>
public sealed record BalloonDriverOptions
{
    /// <summary>What bit 3 and queue 3 mean.</summary>
    public Dialect Dialect { get; init; } = Dialect.Hint;

    /// <summary>The guest's own byte order, in which it shares memory with a legacy device.</summary>
    public ByteOrder ByteOrder { get; init; } = ByteOrder.Little;

    /// <summary>How queue indices are found.</summary>
    public QueueNumbering Numbering { get; init; } = QueueNumbering.Negotiated;

    /// <summary>The features that the driver accepts when they are offered. There is no IOMMU: physical addresses are the platform's.</summary>
    public FeatureSet Supported { get; init; } = FeatureSet.Of(
        Feature.MustTellHost, Feature.StatsVq, Feature.DeflateOnOom, Feature.FreePageHint, Feature.PagePoison, Feature.PageReporting,
        Feature.AnyLayout, Feature.Version1, Feature.IndirectDesc, Feature.EventIdx, Feature.RingPacked, Feature.InOrder, Feature.NotificationData,
        Feature.AccessPlatform, Feature.OrderPlatform, Feature.RingReset, Feature.Suspend);

    /// <summary>The features without which the driver gives up.</summary>
    public FeatureSet Required { get; init; }

    /// <summary>The largest queue to set up.</summary>
    public ushort QueueSize { get; init; } = 256;

    /// <summary>The largest free page queue to set up.</summary>
    public ushort FreePageQueueSize { get; init; } = 1024;

    /// <summary>
    /// Whether the guest relies on every free page being filled with <see cref="PoisonValue"/>, as Linux does under
    /// init_on_free and page_poison. Without that PAGE_POISON is not accepted.
    /// </summary>
    public bool FillsFreePages { get; init; }

    /// <summary>What free pages are filled with, where they are.</summary>
    public uint PoisonValue { get; init; }

    /// <summary>The smallest block that is reported, as an order: 2 MiB.</summary>
    public int MinimumReportOrder { get; init; } = 9;

    /// <summary>The most blocks in one report.</summary>
    public int BlocksPerReport { get; init; } = 32;

    /// <summary>How long freed memory is left alone before it is reported, on a clock that moves by itself.</summary>
    public TimeSpan ReportDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The smallest block that is hinted, as an order; Linux hints blocks of order 10 alone.</summary>
    public int MinimumHintOrder { get; init; }

    /// <summary>Pages that are never ballooned or hinted, so that the guest can go on; by default 1/256 of RAM, at most 4096.</summary>
    public ulong? KeepFree { get; init; }

    /// <summary>How often the driver looks whether a reset, or whatever else it has asked for, is done before it gives up.</summary>
    public int ResetPolls { get; init; } = 10_000;
}
