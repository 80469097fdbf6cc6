namespace Ballast.Virtio.Pci;

/// <summary>Offsets in the common configuration structure (virtio 1.4, 4.1.4.3).</summary>
public static class CommonRegister
{
    /// <summary>device_feature_select, le32.</summary>
    public const int DeviceFeatureSelect = 0x00;

    /// <summary>device_feature, le32, read-only.</summary>
    public const int DeviceFeature = 0x04;

    /// <summary>driver_feature_select, le32.</summary>
    public const int DriverFeatureSelect = 0x08;

    /// <summary>driver_feature, le32.</summary>
    public const int DriverFeature = 0x0c;

    /// <summary>config_msix_vector, le16.</summary>
    public const int ConfigurationVector = 0x10;

    /// <summary>num_queues, le16, read-only.</summary>
    public const int QueueCount = 0x12;

    /// <summary>device_status, u8.</summary>
    public const int DeviceStatus = 0x14;

    /// <summary>config_generation, u8, read-only.</summary>
    public const int ConfigurationGeneration = 0x15;

    /// <summary>queue_select, le16.</summary>
    public const int QueueSelect = 0x16;

    /// <summary>queue_size, le16.</summary>
    public const int QueueSize = 0x18;

    /// <summary>queue_msix_vector, le16.</summary>
    public const int QueueVector = 0x1a;

    /// <summary>queue_enable, le16.</summary>
    public const int QueueEnable = 0x1c;

    /// <summary>queue_notify_off, le16, read-only.</summary>
    public const int QueueNotifyOffset = 0x1e;

    /// <summary>queue_desc, le64.</summary>
    public const int QueueDescriptors = 0x20;

    /// <summary>queue_driver, le64.</summary>
    public const int QueueDriver = 0x28;

    /// <summary>queue_device, le64.</summary>
    public const int QueueDevice = 0x30;

    /// <summary>queue_notif_config_data, le16, read-only, with NOTIF_CONFIG_DATA.</summary>
    public const int QueueNotificationData = 0x38;

    /// <summary>queue_reset, le16, with RING_RESET.</summary>
    public const int QueueReset = 0x3a;

    /// <summary>Bytes of the structure up to queue_reset.</summary>
    public const int Size = 0x3c;

    /// <summary>What a vector register holds when it is mapped to none.</summary>
    public const ushort NoVector = 0xffff;

    /// <summary>Bytes of the register that an offset lies in, where a half of one of 64 bits counts as a register; 0 behind the last.</summary>
    public static int WidthAt(uint offset) => offset switch
    {
        >= Size => 0,
        DeviceStatus or ConfigurationGeneration => 1,
        >= ConfigurationVector and < QueueDescriptors or >= QueueNotificationData => 2,
        _ => 4,
    };
}
