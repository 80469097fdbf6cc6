namespace Ballast.Virtio.Pci;

/// <summary>Offsets in the legacy registers of I/O bar 0 (virtio 1.4, 4.1.4.10).</summary>
public static class LegacyPciRegister
{
    /// <summary>Features 0 to 31 that are offered, 32 bits, read-only.</summary>
    public const int DeviceFeatures = 0;

    /// <summary>Features that are accepted, 32 bits.</summary>
    public const int DriverFeatures = 4;

    /// <summary>Page number of the chosen queue, 32 bits.</summary>
    public const int QueueAddress = 8;

    /// <summary>Size of the chosen queue, 16 bits, read-only.</summary>
    public const int QueueSize = 12;

    /// <summary>Chooses a queue, 16 bits.</summary>
    public const int QueueSelect = 14;

    /// <summary>Notifications, 16 bits.</summary>
    public const int QueueNotify = 16;

    /// <summary>Device status, 8 bits.</summary>
    public const int DeviceStatus = 18;

    /// <summary>ISR status, 8 bits.</summary>
    public const int Isr = 19;

    /// <summary>Vector for configuration changes, 16 bits, only while MSI-X is on.</summary>
    public const int ConfigurationVector = 20;

    /// <summary>Vector of the chosen queue, 16 bits, only while MSI-X is on.</summary>
    public const int QueueVector = 22;

    /// <summary>Bytes that stand for one unit of <see cref="QueueAddress"/>.</summary>
    public const uint PageSize = 4096;

    /// <summary>Where the device's own configuration begins: right behind the other registers.</summary>
    public static int DeviceConfiguration(bool isMsiXOn) => isMsiXOn ? 24 : 20;
}
