namespace Ballast.Conformance.Testbeds;

/// <summary>What carries the protocol between a driver and a device of which one at least is ours.</summary>
public enum TransportKind
{
    /// <summary>Calls within the process.</summary>
    Direct,

    /// <summary>PCI: modern, transitional or legacy, as the scenario's device is.</summary>
    Pci,

    /// <summary>MMIO: version 2, or legacy version 1.</summary>
    Mmio,

    /// <summary>A vhost-user socket.</summary>
    VhostUser,
}
