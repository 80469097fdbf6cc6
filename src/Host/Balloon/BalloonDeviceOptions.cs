using System.Numerics;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;

namespace Ballast.Host.Balloon;

/// <summary>What a balloon device is built from.</summary>
public sealed record BalloonDeviceOptions
{
    /// <summary>Features that this device can do in some dialect.</summary>
    public static FeatureSet Supported { get; } = FeatureSet.Of(
        Feature.MustTellHost, Feature.StatsVq, Feature.DeflateOnOom, Feature.FreePageHint, Feature.PagePoison, Feature.PageReporting,
        Feature.IndirectDesc, Feature.EventIdx, Feature.Version1, Feature.RingPacked, Feature.InOrder, Feature.NotificationData,
        Feature.AccessPlatform, Feature.OrderPlatform, Feature.RingReset, Feature.Suspend);

    /// <summary>Features that only the legacy interface has.</summary>
    public static FeatureSet Legacy { get; } = FeatureSet.Of(Feature.NotifyOnEmpty, Feature.AnyLayout);

    /// <summary>Features that the device offers. Bit 3 is FREE_PAGE_HINT or GET_FREE_PAGES, as the dialect says.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.Of(Feature.MustTellHost, Feature.StatsVq, Feature.FreePageHint, Feature.Version1);

    /// <summary>Bits that are offered besides, though no balloon has them: to see what a driver does about them.</summary>
    public FeatureSet UndefinedFeatures { get; init; }

    /// <summary>Whether the device is transitional: it serves drivers that do not accept VERSION_1, too. Without VERSION_1 it serves no other.</summary>
    public bool HasLegacyInterface { get; init; }

    /// <summary>The guest's byte order, which counts on the legacy interface.</summary>
    public ByteOrder LegacyByteOrder { get; init; } = ByteOrder.Little;

    /// <summary>What bit 3 and the free page queue mean.</summary>
    public Dialect Dialect { get; init; } = Dialect.Hint;

    /// <summary>The device's own numbering of its queues.</summary>
    public QueueNumbering Numbering { get; init; } = QueueNumbering.Offered;

    /// <summary>lowmem in bytes, which a request for free pages carries.</summary>
    public ulong LowMemory { get; init; }

    /// <summary>Most entries of the queues, the free page queue excepted.</summary>
    public ushort QueueSize { get; init; } = 128;

    /// <summary>Most entries of the free page queue.</summary>
    public ushort FreePageQueueSize { get; init; } = 1024;

    /// <summary>The id of the first round of hints.</summary>
    public CommandId FirstCommandId { get; init; } = CommandId.First;

    /// <summary>Whether inflated and reported pages are given back to the host.</summary>
    public bool PunchHoles { get; init; } = true;

    /// <summary>Bytes of the host's pages, of which only whole ones are given back: a power of two, 4096 or more.</summary>
    public int HostPageSize { get; init; } = Math.Max(PageRun.PageSize, Environment.SystemPageSize);

    // device.legacy.reserved-bits.3: a transitional device offers it; one from before virtio 1 may not know it.
    /// <summary>Everything that the driver is offered.</summary>
    internal FeatureSet Offered =>
        Features | UndefinedFeatures | (HasLegacyInterface && !Features.IsLegacy ? FeatureSet.Of(Feature.AnyLayout) : FeatureSet.None);

    /// <summary>Bytes of the configuration space behind its last field; they read as zero.</summary>
    public int SpareConfiguration { get; init; }

    /// <summary>Bytes of the configuration space.</summary>
    internal int ConfigurationSize => BalloonConfiguration.SizeWith(Features, Dialect) + SpareConfiguration;

    /// <summary>Number of queues: with the negotiated numbering as many as there are when everything is accepted.</summary>
    internal int QueueCount => BalloonQueues.For(Dialect, Numbering, Features, Features).Count;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">They do not make a device; the message says why.</exception>
    internal BalloonDeviceOptions Validated()
    {
        var unsupported = new FeatureSet(Features.Bits & ~(HasLegacyInterface ? Supported | Legacy : Supported).Bits);
        if (unsupported.Bits != 0) throw new ArgumentException($"the balloon device cannot offer {unsupported.ToString(Dialect)}");
        if (Features.IsLegacy && !HasLegacyInterface) throw new ArgumentException("the balloon device must offer VERSION_1: it has no legacy interface");
        if (!Enum.IsDefined(Dialect)) throw new ArgumentException($"there is no dialect {Dialect}");
        if (!Enum.IsDefined(Numbering)) throw new ArgumentException($"there is no queue numbering {Numbering}");
        if (!IsValidSize(QueueSize)) throw new ArgumentException($"a queue cannot have {QueueSize} entries");
        if (!IsValidSize(FreePageQueueSize)) throw new ArgumentException($"the free page queue cannot have {FreePageQueueSize} entries");
        if (Dialect == Dialect.Bitmap && Features.Has(Feature.GetFreePages) && LowMemory == 0)
            throw new ArgumentException("the bitmap dialect needs lowmem, which a request carries");
        if (SpareConfiguration < 0) throw new ArgumentException($"a configuration space cannot have {SpareConfiguration} spare bytes");
        if (HostPageSize < PageRun.PageSize || !BitOperations.IsPow2(HostPageSize))
            throw new ArgumentException($"a host cannot have pages of {HostPageSize} bytes");
        if (!FirstCommandId.IsRound) throw new ArgumentException($"{FirstCommandId} does not name a round of hints");
        return this;
    }

    // A driver that takes split rings of a device with packed ones chooses the next smaller power of two.
    private bool IsValidSize(ushort size) => Features.Has(Feature.RingPacked) ? PackedLayout.IsValidSize(size) : SplitLayout.IsValidSize(size);
}
