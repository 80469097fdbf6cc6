namespace Ballast.Host.Mmio;

/// <summary>The registers of one queue of a virtio device over MMIO.</summary>
internal sealed class VirtioMmioQueue
{
    /// <summary>QueueSize as the driver wrote it; null for the device's own.</summary>
    public ushort? Size { get; set; }

    public bool IsReady { get; set; }

    public ulong Descriptors { get; set; }

    public ulong Driver { get; set; }

    public ulong Device { get; set; }

    /// <summary>Alignment of the used ring that a legacy driver wrote, in bytes.</summary>
    public uint Alignment { get; set; } = 4096;

    /// <summary>Page number that a legacy driver wrote.</summary>
    public uint LegacyPage { get; set; }
}
