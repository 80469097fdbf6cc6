namespace Ballast.Virtio.Rings;

/// <summary>Where the parts of a split virtqueue lie (virtio 1.4, 2.7).</summary>
public static class SplitLayout
{
    /// <summary>The largest number of entries.</summary>
    public const int MaximumSize = 32768;

    /// <summary>Alignment of the descriptor table, in bytes.</summary>
    public const int DescriptorAlignment = 16;

    /// <summary>Alignment of the available ring, in bytes.</summary>
    public const int AvailableAlignment = 2;

    /// <summary>Alignment of the used ring, in bytes.</summary>
    public const int UsedAlignment = 4;

    /// <summary>Offset of the index in either ring; the flags stand before it.</summary>
    public const int IndexOffset = 2;

    /// <summary>Offset of the first entry in either ring.</summary>
    public const int EntriesOffset = 4;

    /// <summary>Bytes of the descriptor table.</summary>
    public static ulong DescriptorBytes(int size) => (ulong)size * SplitDescriptor.Size;

    /// <summary>Bytes of the available ring, used_event included.</summary>
    public static ulong AvailableBytes(int size) => 6 + 2 * (ulong)size;

    /// <summary>Bytes of the used ring, avail_event included.</summary>
    public static ulong UsedBytes(int size) => 6 + (ulong)UsedElement.Size * (ulong)size;

    /// <summary>Offset of used_event from the available ring.</summary>
    public static ulong UsedEventOffset(int size) => AvailableBytes(size) - 2;

    /// <summary>Offset of avail_event from the used ring.</summary>
    public static ulong AvailableEventOffset(int size) => UsedBytes(size) - 2;

    /// <summary>Whether a number of entries is a power of two of at most <see cref="MaximumSize"/>.</summary>
    public static bool IsValidSize(int size) => size is > 0 and <= MaximumSize && (size & (size - 1)) == 0;

    /// <summary>Lays the three parts out one behind the other from an address on.</summary>
    /// <param name="address">A multiple of <see cref="DescriptorAlignment"/>.</param>
    /// <param name="size">Number of entries.</param>
    /// <param name="bytes">Bytes that the queue takes.</param>
    public static QueueAddresses At(ulong address, ushort size, out ulong bytes)
    {
        ulong available = address + DescriptorBytes(size);
        ulong used = (available + AvailableBytes(size) + UsedAlignment - 1) & ~(ulong)(UsedAlignment - 1);
        bytes = used + UsedBytes(size) - address;
        return new(size, address, available, used);
    }

    // driver.legacy.split.layout.2 and .3, device.legacy.split.layout.1
    /// <summary>Lays the three parts out as the legacy interface does: the used ring begins at the next multiple of the alignment (virtio 1.4, 2.7.2).</summary>
    /// <param name="address">A multiple of the alignment.</param>
    /// <param name="size">Number of entries.</param>
    /// <param name="alignment">A power of two: 4096 over PCI, the driver's choice over MMIO.</param>
    /// <param name="bytes">Bytes that the queue takes.</param>
    public static QueueAddresses LegacyAt(ulong address, ushort size, uint alignment, out ulong bytes)
    {
        ulong available = address + DescriptorBytes(size);
        ulong used = (available + AvailableBytes(size) + alignment - 1) & ~((ulong)alignment - 1);
        bytes = used + UsedBytes(size) - address;
        return new(size, address, available, used);
    }
}
