namespace Ballast.Virtio.Rings;

/// <summary>Flags of a split ring's descriptor (virtio 1.4, 2.7.5).</summary>
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
}
