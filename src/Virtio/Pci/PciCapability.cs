namespace Ballast.Virtio.Pci;

/// <summary>Numbers of PCI capabilities.</summary>
public static class PciCapability
{
    /// <summary>Vendor-specific: what virtio's capabilities are.</summary>
    public const byte VendorSpecific = 0x09;

    /// <summary>MSI-X.</summary>
    public const byte MsiX = 0x11;

    /// <summary>PCI Express.</summary>
    public const byte Express = 0x10;
}
