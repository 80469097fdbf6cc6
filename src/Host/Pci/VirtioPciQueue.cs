using Ballast.Virtio.Pci;

namespace Ballast.Host.Pci;

/// <summary>The registers of one queue of a virtio device on PCI.</summary>
internal sealed class VirtioPciQueue
{
    /// <summary>queue_size as the driver wrote it; null for the device's own.</summary>
    public ushort? Size { get; set; }

    public ushort Vector { get; set; } = CommonRegister.NoVector;

    public bool IsEnabled { get; set; }

    public ulong Descriptors { get; set; }

    public ulong Driver { get; set; }

    public ulong Device { get; set; }

    /// <summary>Page number that a legacy driver wrote.</summary>
    public uint LegacyPage { get; set; }
}
