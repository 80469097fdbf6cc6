namespace Ballast.Virtio.Tracing;

/// <summary>The registers of a device, by the structure that they belong to (virtio 1.4, 4.1.4, 4.1.4.10 and 4.2.2).</summary>
public enum RegisterSpace
{
    /// <summary>PCI configuration space of the device's function.</summary>
    PciConfiguration,

    /// <summary>Common configuration.</summary>
    Common,

    /// <summary>Notification addresses.</summary>
    Notify,

    /// <summary>ISR status.</summary>
    Isr,

    /// <summary>The device's own configuration.</summary>
    DeviceConfiguration,

    /// <summary>Legacy registers in I/O bar 0.</summary>
    LegacyPci,

    /// <summary>The MSI-X table and its pending bits.</summary>
    MsiX,

    /// <summary>Registers of a virtio-mmio device, its configuration from 0x100 on included.</summary>
    Mmio,

    /// <summary>A bar of the function, but none of its structures: the offset is that in the bar.</summary>
    Unclaimed,
}
