using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Host.Pci;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Testbeds;

/// <summary>What a scenario's Given steps ask for. Read when the first thing is built; changing it later changes nothing.</summary>
public sealed class TestbedPlan
{
    internal const ushort UsualQueueSize = 256;

    /// <summary>What bit 3 and queue 3 mean.</summary>
    public Dialect Dialect { get; set; }

    /// <summary>Machine type.</summary>
    public MachineType Machine { get; set; } = MachineType.Q35;

    /// <summary>Bytes of RAM.</summary>
    public ulong RamSize { get; set; }

    /// <summary>Bytes of the host's pages.</summary>
    public int HostPageSize { get; set; } = PageRun.PageSize;

    /// <summary>max-ram-below-4g in bytes; null when it is not set.</summary>
    public ulong? MaximumBelow4G { get; set; }

    /// <summary>RAM blocks by ascending RAM offset; null for a single one.</summary>
    public IReadOnlyList<RamBlockSize>? Blocks { get; set; }

    /// <summary>Features that the device offers: all that it has by default.</summary>
    public FeatureSet Offered { get; set; } = FeatureSet.Of(
        Feature.MustTellHost, Feature.StatsVq, Feature.DeflateOnOom, Feature.FreePageHint, Feature.PagePoison, Feature.PageReporting, Feature.Version1);

    /// <summary>What only changes how the rings look: offered where a scenario asks for it.</summary>
    public static FeatureSet RingFeatures { get; } = FeatureSet.Of(
        Feature.IndirectDesc, Feature.EventIdx, Feature.RingPacked, Feature.InOrder, Feature.NotificationData);

    /// <summary>Features that have a name.</summary>
    public static FeatureSet Named { get; } = new(Enumerable.Range(0, 64)
        .Where(bit => !FeatureSet.NameOf(bit).StartsWith("BIT_", StringComparison.Ordinal)).Aggregate(0UL, (bits, bit) => bits | 1UL << bit));

    /// <summary>How the device is put on PCI, but for the interfaces that it has.</summary>
    public VirtioPciOptions Pci { get; set; } = new();

    /// <summary>How the device is mapped into memory, but for its interface.</summary>
    public VirtioMmioOptions Mmio { get; set; } = new();

    /// <summary>Whether a driver over PCI uses MSI-X where there is such.</summary>
    public bool UsesMessages { get; set; } = true;

    /// <summary>Whether the driver under test, when it is ours, knows the legacy interface over PCI.</summary>
    public bool KnowsLegacy { get; set; } = true;

    /// <summary>Whether the device has nothing but the legacy interface.</summary>
    public bool IsLegacyOnly => HasLegacyInterface && Offered.IsLegacy;

    /// <summary>Features that the reference driver does not know.</summary>
    public FeatureSet Unknown { get; set; }

    /// <summary>How both sides number their queues.</summary>
    public QueueNumbering Numbering { get; set; } = QueueNumbering.Negotiated;

    /// <summary>What the guest relies on its free pages being filled with; null when it does not care.</summary>
    public uint? FreePageValue { get; set; }

    /// <summary>Whether the device leaves FEATURES_OK unset the first time.</summary>
    public bool RefusesFeaturesOnce { get; set; }

    /// <summary>Whether the device serves legacy drivers too, or, where VERSION_1 is not offered, no others.</summary>
    public bool HasLegacyInterface { get; set; }

    /// <summary>The guest's byte order, which counts on the legacy interface.</summary>
    public ByteOrder ByteOrder { get; set; } = ByteOrder.Little;

    /// <summary>Whether the device's used lengths count the driver's own bytes too, as devices of old had it.</summary>
    public bool ReportsTotalLength { get; set; }

    /// <summary>Whether suspending, resuming and the reset of a queue show only when the driver has looked for them a few times.</summary>
    public bool TakesTime { get; set; }

    /// <summary>Whether the device comes to need a reset when it is asked to suspend.</summary>
    public bool BreaksOnSuspend { get; set; }

    /// <summary>What num_pages changes to while the driver reads it for the first time.</summary>
    public uint? TargetAfterRead { get; set; }

    /// <summary>Bytes of the configuration space; null for as many as the offered features have.</summary>
    public int? ConfigurationSize { get; set; }

    /// <summary>Features without which the driver under test, when it is ours, cannot work.</summary>
    public FeatureSet Required { get; set; }

    /// <summary>Queues whose buffers the device returns only when it is told to.</summary>
    public HashSet<BalloonQueue> Held { get; } = [];

    /// <summary>Whether the device keeps answers of the bitmap dialect for itself.</summary>
    public bool HoldsAnswers { get; set; }

    /// <summary>Most entries of the free page queue.</summary>
    public ushort FreePageQueueSize { get; set; } = 1024;

    /// <summary>Entries that a driver by hand gives its queues, where the device has room for as many.</summary>
    public ushort DriverQueueSize { get; set; } = UsualQueueSize;

    /// <summary>Bytes that the guest's programs use before anything else happens.</summary>
    public ulong InUse { get; set; } = 6UL << 20;

    /// <summary>Whether a second machine of the same kind takes in what a machine that is not ours sends.</summary>
    public bool HasDestination { get; set; }

    /// <summary>In which order the migration sees the RAM blocks, as positions in <see cref="Blocks"/>; null for ascending.</summary>
    public IReadOnlyList<int>? BlockOrder { get; set; }
}
