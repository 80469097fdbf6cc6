using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Rings;

namespace Ballast.Guest.Transports;

/// <summary>
/// Every decision of a driver over PCI that the protocol rules, each in one place and free of effects. A driver that decides
/// otherwise is made by overriding one of them.
/// </summary>
public class PciDecisions
{
    /// <summary>Whether a function is a balloon for this driver.</summary>
    /// <param name="vendor">Its vendor.</param>
    /// <param name="device">Its device number.</param>
    /// <param name="revision">Its revision.</param>
    // driver.pci.discovery.1 to .3: both numbers, any revision.
    public virtual bool IsBalloon(ushort vendor, ushort device, byte revision) =>
        vendor == VirtioPciId.Vendor && device is VirtioPciId.ModernBalloon or VirtioPciId.TransitionalBalloon;

    /// <summary>The capabilities of a type that may be used, the best first.</summary>
    /// <param name="found">All of virtio's capabilities, in the order of the list.</param>
    /// <param name="type">The type.</param>
    // driver.pci.capabilities.2, .3 and .5: what is reserved is passed over, and the first one is used.
    public virtual IEnumerable<VirtioPciCapability> Usable(IReadOnlyList<VirtioPciCapability> found, VirtioPciStructure type) =>
        found.Where(c => c.IsDefined && c.Type == type);

    /// <summary>Whether a structure is large enough.</summary>
    /// <param name="capability">Its capability.</param>
    /// <param name="least">Bytes that the driver needs of it.</param>
    // driver.pci.capabilities.4 and .7: more than is needed will do.
    public virtual bool Suffices(VirtioPciCapability capability, ulong least) => capability.Length >= least;

    /// <summary>Whether the driver looks for virtio's capabilities.</summary>
    // driver.legacy.pci.detection.1 and .3
    public virtual bool LooksForCapabilities => true;

    /// <summary>Whether the legacy interface is used where no capabilities are found.</summary>
    /// <param name="isTransitional">Whether the driver knows it.</param>
    // driver.legacy.pci.detection.2 and .4
    public virtual bool FallsBackToLegacy(bool isTransitional) => isTransitional;

    /// <summary>Where the device's configuration begins in the legacy registers.</summary>
    /// <param name="isMsiXOn">Whether MSI-X is switched on.</param>
    // driver.legacy.pci.layout.3
    public virtual int LegacyConfiguration(bool isMsiXOn) => LegacyPciRegister.DeviceConfiguration(isMsiXOn);

    /// <summary>The size of a queue that is written to queue_size.</summary>
    // driver.pci.common.2 and .3
    public virtual ushort QueueSize(ushort size) => size;

    /// <summary>Whether queue_enable is written only when all else of the queue is.</summary>
    // driver.pci.common.4
    public virtual bool EnablesLast => true;

    /// <summary>What is written to the notification address of a queue, and in how many bytes.</summary>
    /// <param name="queue">Index of the queue.</param>
    /// <param name="configured">queue_notif_config_data, where NOTIF_CONFIG_DATA was negotiated.</param>
    /// <param name="data">What NOTIFICATION_DATA says, where it was negotiated.</param>
    // driver.pci.notify.1 to .6
    public virtual (uint Value, int Width) Notification(int queue, ushort? configured, NotificationData? data)
    {
        ushort index = configured ?? (ushort)queue;
        return data is { } said ? ((said with { QueueIndex = index }).Value, 4) : (index, 2);
    }

    /// <summary>Whether the ISR status is read on an interrupt.</summary>
    /// <param name="isMessage">Whether it came by MSI-X.</param>
    // driver.pci.isr.1
    public virtual bool ReadsIsr(bool isMessage) => !isMessage;

    /// <summary>The vector for a queue, or for the configuration.</summary>
    /// <param name="queue">Index of the queue; -1 for the configuration.</param>
    /// <param name="vectors">Number of vectors.</param>
    // driver.pci.msix.1 and .4: however few there are, and none beyond them.
    public virtual int Vector(int queue, int vectors) => Math.Min(queue + 1, vectors - 1);

    /// <summary>Whether each mapping of a vector is read back.</summary>
    // driver.pci.msix.5
    public virtual bool VerifiesVectors => true;

    /// <summary>Whether a message says that the configuration may have changed.</summary>
    /// <param name="isShared">Whether the vector stands for queues too.</param>
    // driver.pci.config-change.1
    public virtual bool MessageMeansConfiguration(bool isShared) => true;

    /// <summary>Whether the device's configuration is read in accesses of the fields' own width.</summary>
    // driver.pci.layout.1
    public virtual int WidestAccess => 4;

    /// <summary>Called when the transport has found the device, before anything else is done with it.</summary>
    public virtual void Found(PciFunction function, VirtioPciLayout? layout)
    {
    }

    /// <summary>Features that the driver writes.</summary>
    public virtual FeatureSet Written(FeatureSet features) => features;
}
