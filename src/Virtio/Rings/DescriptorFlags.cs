namespace Ballast.Virtio.Rings;

/// <summary>Flags of a descriptor (virtio 1.4, 2.7.5 and 2.8.13).</summary>
[Flags]
public enum DescriptorFlags : ushort
{
    /// <summary>The last descriptor of a chain, readable by the device.</summary>
    None = 0,

    /// <summary>VIRTQ_DESC_F_NEXT: the chain goes on at next.</summary>
    Next = 1,

    /// <summary>VIRTQ_DESC_F_WRITE: the device writes the buffer; otherwise it reads it.</summary>
    Write = 2,

    /// <summary>VIRTQ_DESC_F_INDIRECT: the buffer holds a table of descriptors.</summary>
    Indirect = 4,

    /// <summary>VIRTQ_DESC_F_AVAIL of a packed ring: with the driver's wrap counter, whether the descriptor is available.</summary>
    Available = 1 << 7,

    /// <summary>VIRTQ_DESC_F_USED of a packed ring: with the device's wrap counter, whether the descriptor was used.</summary>
    Used = 1 << 15,
}
