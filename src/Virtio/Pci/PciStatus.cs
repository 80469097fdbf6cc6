namespace Ballast.Virtio.Pci;

/// <summary>Bits of a PCI function's status register.</summary>
[Flags]
public enum PciStatus : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The function wants its interrupt line raised, whether it may or not.</summary>
    Interrupt = 1 << 3,

    /// <summary>There is a list of capabilities.</summary>
    Capabilities = 1 << 4,
}
