namespace Ballast.Virtio;

/// <summary>The device status field (virtio 1.4, 2.1).</summary>
[Flags]
public enum DeviceStatus : byte
{
    /// <summary>Reset: nothing is set up.</summary>
    None = 0,

    /// <summary>The guest has found the device.</summary>
    Acknowledge = 1,

    /// <summary>The guest knows how to drive the device.</summary>
    Driver = 2,

    /// <summary>The driver is set up and ready to drive the device.</summary>
    DriverOk = 4,

    /// <summary>The driver has written the features it understands, and negotiation is complete.</summary>
    FeaturesOk = 8,

    /// <summary>The device is suspended, or asked to be (feature SUSPEND).</summary>
    Suspend = 16,

    /// <summary>The device has met an error that only a reset can clear.</summary>
    DeviceNeedsReset = 64,

    /// <summary>The driver has given up.</summary>
    Failed = 128,
}
