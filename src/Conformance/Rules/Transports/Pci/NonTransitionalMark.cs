namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What tells a device without a legacy interface from a transitional one (virtio 1.4, 4.1.2.1 and 4.1.2.3).</summary>
internal enum NonTransitionalMark
{
    /// <summary>A PCI device number from 0x1040 on.</summary>
    Device,

    /// <summary>A revision from 1 on.</summary>
    Revision,

    /// <summary>A subsystem device number from 0x40 on.</summary>
    Subsystem,
}
