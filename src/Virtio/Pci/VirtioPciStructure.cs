namespace Ballast.Virtio.Pci;

/// <summary>What a virtio capability describes: its cfg_type (virtio 1.4, 4.1.4).</summary>
public enum VirtioPciStructure : byte
{
    /// <summary>Common configuration (4.1.4.3).</summary>
    Common = 1,

    /// <summary>Notifications (4.1.4.4).</summary>
    Notify = 2,

    /// <summary>ISR status (4.1.4.5).</summary>
    Isr = 3,

    /// <summary>Device-specific configuration (4.1.4.6).</summary>
    Device = 4,

    /// <summary>The window in PCI configuration space (4.1.4.9).</summary>
    PciAccess = 5,

    /// <summary>Shared memory (4.1.4.7).</summary>
    SharedMemory = 8,

    /// <summary>Vendor data (4.1.4.8).</summary>
    Vendor = 9,
}
