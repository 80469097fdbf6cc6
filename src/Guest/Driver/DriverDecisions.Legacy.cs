using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;

namespace Ballast.Guest.Driver;

/// <content>What is otherwise with a legacy device.</content>
public partial class DriverDecisions
{
    /// <summary>Whether a device is driven through the legacy interface.</summary>
    // driver.legacy.features.1
    public virtual bool IsLegacy(FeatureSet offered) => offered.IsLegacy;

    /// <summary>Whether a step of the initialisation is left out.</summary>
    // driver.legacy.init.1: there is no FEATURES_OK.
    public virtual bool LeavesOut(InitialisationStep step, bool legacy) =>
        legacy && step is InitialisationStep.FeaturesOk or InitialisationStep.CheckFeaturesOk;

    /// <summary>Number of entries of a legacy queue.</summary>
    /// <param name="ofDevice">Asks the device for it.</param>
    /// <param name="preferred">What the driver would like.</param>
    // driver.legacy.split.layout.1
    public virtual ushort LegacyQueueSize(Func<ushort> ofDevice, ushort preferred) => ofDevice();

    /// <summary>Bytes to allocate for a legacy queue.</summary>
    // driver.legacy.split.layout.2
    public virtual ulong LegacyQueueBytes(ushort size, uint alignment)
    {
        SplitLayout.LegacyAt(0, size, alignment, out ulong bytes);
        return bytes;
    }

    /// <summary>Where the parts of a legacy queue are placed.</summary>
    // driver.legacy.split.layout.3
    public virtual QueueAddresses LegacyLayout(ulong address, ushort size, uint alignment) => SplitLayout.LegacyAt(address, size, alignment, out _);

    /// <summary>Byte order of the configuration's fields.</summary>
    /// <param name="shared">Byte order of what driver and device share in memory.</param>
    // driver.legacy.balloon.config.1: little-endian, whatever else is not.
    public virtual ByteOrder ConfigurationByteOrder(ByteOrder shared) => ByteOrder.Little;

    /// <summary>Byte order of statistics.</summary>
    /// <param name="shared">Byte order of what driver and device share in memory.</param>
    // driver.legacy.balloon.stats.1
    public virtual ByteOrder StatisticsByteOrder(ByteOrder shared) => shared;

    /// <summary>Byte order of command ids in buffers.</summary>
    /// <param name="shared">Byte order of what driver and device share in memory.</param>
    // driver.legacy.balloon.hinting.1
    public virtual ByteOrder CommandByteOrder(ByteOrder shared) => shared;

    /// <summary>Bytes of one write access to a field of the configuration.</summary>
    // driver.legacy.balloon.inflate-deflate.2
    public virtual int ConfigurationWidth => sizeof(uint);

    /// <summary>Whether an array of page frame numbers counts as acknowledged when it comes back.</summary>
    /// <param name="usedLength">Bytes that the device says it wrote.</param>
    // driver.legacy.balloon.inflate-deflate.1: devices of old put the length of the array there.
    public virtual bool IsAcknowledged(uint usedLength) => true;
}
