namespace Ballast.Peers.Qemu;

/// <summary>How the balloon shows itself to the guest.</summary>
public enum QemuBalloonInterface
{
    /// <summary>PCI, virtio 1 only.</summary>
    ModernPci,

    /// <summary>PCI, both virtio 1 and the interface before it.</summary>
    TransitionalPci,

    /// <summary>PCI, only the interface before virtio 1.</summary>
    LegacyPci,

    /// <summary>Mapped memory, version 2 of its registers.</summary>
    Mmio,

    /// <summary>Mapped memory, version 1 of its registers: from before virtio 1.</summary>
    LegacyMmio,
}
