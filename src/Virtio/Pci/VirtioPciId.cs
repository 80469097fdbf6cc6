namespace Ballast.Virtio.Pci;

/// <summary>Numbers by which a virtio device is found on PCI (virtio 1.4, 4.1.2).</summary>
public static class VirtioPciId
{
    /// <summary>Vendor of every virtio device.</summary>
    public const ushort Vendor = 0x1af4;

    /// <summary>Virtio device number of a balloon (5.5.1).</summary>
    public const ushort Balloon = 5;

    /// <summary>PCI device number of virtio device 0: others follow.</summary>
    public const ushort FirstModern = 0x1040;

    /// <summary>The last PCI device number of a device that is not transitional.</summary>
    public const ushort LastModern = 0x107f;

    /// <summary>The first subsystem device number of a device that is not transitional.</summary>
    public const ushort FirstModernSubsystem = 0x40;

    /// <summary>PCI device number of a balloon.</summary>
    public const ushort ModernBalloon = FirstModern + Balloon;

    /// <summary>PCI device number of a transitional balloon.</summary>
    public const ushort TransitionalBalloon = 0x1002;
}
