namespace Ballast.Virtio.Mmio;

/// <summary>Offsets of the registers of a virtio-mmio device, all of 32 bits (virtio 1.4, 4.2.2 and 4.2.4).</summary>
public static class MmioRegister
{
    /// <summary>MagicValue, R.</summary>
    public const int MagicValue = 0x000;

    /// <summary>Version, R.</summary>
    public const int Version = 0x004;

    /// <summary>DeviceID, R.</summary>
    public const int DeviceId = 0x008;

    /// <summary>VendorID, R.</summary>
    public const int VendorId = 0x00c;

    /// <summary>DeviceFeatures, R.</summary>
    public const int DeviceFeatures = 0x010;

    /// <summary>DeviceFeaturesSel, W.</summary>
    public const int DeviceFeaturesSelect = 0x014;

    /// <summary>DriverFeatures, W.</summary>
    public const int DriverFeatures = 0x020;

    /// <summary>DriverFeaturesSel, W.</summary>
    public const int DriverFeaturesSelect = 0x024;

    /// <summary>GuestPageSize, W, legacy.</summary>
    public const int LegacyGuestPageSize = 0x028;

    /// <summary>QueueSel, W.</summary>
    public const int QueueSelect = 0x030;

    /// <summary>QueueSizeMax, R.</summary>
    public const int QueueSizeMaximum = 0x034;

    /// <summary>QueueSize, W.</summary>
    public const int QueueSize = 0x038;

    /// <summary>QueueAlign, W, legacy.</summary>
    public const int LegacyQueueAlign = 0x03c;

    /// <summary>QueuePFN, RW, legacy.</summary>
    public const int LegacyQueuePageNumber = 0x040;

    /// <summary>QueueReady, RW.</summary>
    public const int QueueReady = 0x044;

    /// <summary>QueueNotify, W.</summary>
    public const int QueueNotify = 0x050;

    /// <summary>InterruptStatus, R.</summary>
    public const int InterruptStatus = 0x060;

    /// <summary>InterruptACK, W.</summary>
    public const int InterruptAcknowledge = 0x064;

    /// <summary>Status, RW.</summary>
    public const int Status = 0x070;

    /// <summary>QueueDescLow, W; QueueDescHigh follows.</summary>
    public const int QueueDescriptors = 0x080;

    /// <summary>QueueDriverLow, W; QueueDriverHigh follows.</summary>
    public const int QueueDriver = 0x090;

    /// <summary>QueueDeviceLow, W; QueueDeviceHigh follows.</summary>
    public const int QueueDevice = 0x0a0;

    /// <summary>SHMSel, W: first of the registers of shared memory.</summary>
    public const int SharedMemory = 0x0ac;

    /// <summary>SHMBaseHigh, R: the last of them.</summary>
    public const int LastOfSharedMemory = 0x0bc;

    /// <summary>QueueReset, RW, with RING_RESET.</summary>
    public const int QueueReset = 0x0c0;

    /// <summary>ConfigGeneration, R.</summary>
    public const int ConfigurationGeneration = 0x0fc;

    /// <summary>First byte of the device's configuration.</summary>
    public const int Configuration = 0x100;

    /// <summary>Bytes of the registers and of room for the configuration.</summary>
    public const int Size = 0x200;

    /// <summary>What <see cref="MagicValue"/> reads: "virt".</summary>
    public const uint Magic = 0x7472_6976;

    /// <summary>What <see cref="Version"/> reads on a device of virtio 1.</summary>
    public const uint ModernVersion = 2;

    /// <summary>What <see cref="Version"/> reads on a legacy device.</summary>
    public const uint LegacyVersion = 1;
}
