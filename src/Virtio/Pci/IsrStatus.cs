namespace Ballast.Virtio.Pci;

/// <summary>Bits of the ISR status, and of a virtio-mmio device's InterruptStatus (virtio 1.4, 4.1.4.5 and 4.2.2).</summary>
[Flags]
public enum IsrStatus : byte
{
    /// <summary>Nothing has happened.</summary>
    None = 0,

    /// <summary>A queue has used buffers.</summary>
    Queue = 1,

    /// <summary>The configuration has changed.</summary>
    Configuration = 2,
}
