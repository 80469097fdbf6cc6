namespace Ballast.Virtio.Pci;

/// <summary>Bits of a PCI function's command register.</summary>
[Flags]
public enum PciCommand : ushort
{
    /// <summary>The function answers to nothing but its configuration space.</summary>
    None = 0,

    /// <summary>It answers to port I/O.</summary>
    PortIo = 1,

    /// <summary>It answers to memory accesses.</summary>
    Memory = 2,

    /// <summary>It may access memory by itself.</summary>
    BusMaster = 4,

    /// <summary>It raises no interrupt line.</summary>
    InterruptDisable = 1 << 10,
}
