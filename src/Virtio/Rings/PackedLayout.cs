namespace Ballast.Virtio.Rings;

/// <summary>Where the parts of a packed virtqueue lie (virtio 1.4, 2.8).</summary>
public static class PackedLayout
{
    /// <summary>The largest number of entries.</summary>
    public const int MaximumSize = 32768;

    /// <summary>Alignment of the descriptor ring, in bytes.</summary>
    public const int DescriptorAlignment = 16;

    /// <summary>Alignment of either event area, in bytes.</summary>
    public const int EventAlignment = 4;

    /// <summary>Bytes of the descriptor ring.</summary>
    public static ulong DescriptorBytes(int size) => (ulong)size * PackedDescriptor.Size;

    /// <summary>Whether a packed ring may have this number of entries: any of at most <see cref="MaximumSize"/>.</summary>
    public static bool IsValidSize(int size) => size is > 0 and <= MaximumSize;

    /// <summary>Lays descriptor ring, driver and device event area out one behind the other from an address on.</summary>
    /// <param name="address">A multiple of <see cref="DescriptorAlignment"/>.</param>
    /// <param name="size">Number of entries.</param>
    /// <param name="bytes">Bytes that the queue takes.</param>
    public static QueueAddresses At(ulong address, ushort size, out ulong bytes)
    {
        ulong driver = address + DescriptorBytes(size);
        ulong device = driver + EventArea.Size;
        bytes = device + EventArea.Size - address;
        return new(size, address, driver, device);
    }
}
