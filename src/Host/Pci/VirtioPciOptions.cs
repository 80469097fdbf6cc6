namespace Ballast.Host.Pci;

/// <summary>How a virtio device is put on PCI.</summary>
public sealed record VirtioPciOptions
{
    /// <summary>Which interfaces the device has.</summary>
    public VirtioPciInterface Interface { get; init; } = VirtioPciInterface.Modern;

    /// <summary>Number of MSI-X vectors; 0 for no MSI-X.</summary>
    public int Vectors { get; init; } = 8;

    /// <summary>notify_off_multiplier, in bytes; 0 puts all queues at one address.</summary>
    public uint NotifyMultiplier { get; init; } = 4;

    /// <summary>Revision; null for the one that suits the interface.</summary>
    public byte? Revision { get; init; }

    /// <summary>PCI device number; null for the one that suits the interface.</summary>
    public ushort? DeviceNumber { get; init; }

    /// <summary>Capabilities that the device has besides, and that do not count.</summary>
    public OddCapabilities Odd { get; init; }

    /// <summary>Bytes by which every capability is longer than it has to be.</summary>
    public byte Padding { get; init; }

    /// <summary>Bytes by which every structure is longer than it has to be, less than 0x800.</summary>
    public uint StructurePadding { get; init; }

    /// <summary>Whether the device maps no vector to anything, as one that lacks resources does.</summary>
    public bool RefusesVectors { get; init; }

    /// <summary>Number of its interrupt line at the interrupt controller.</summary>
    public int Line { get; init; } = 11;
}
