namespace Ballast.Virtio.Rings;

/// <summary>Where the parts of a virtqueue lie, split or packed.</summary>
public static class RingLayout
{
    /// <summary>Lays the parts out one behind the other from an address on.</summary>
    /// <param name="address">A multiple of 16.</param>
    /// <param name="size">Number of entries.</param>
    /// <param name="options">Whether the ring is split or packed.</param>
    /// <param name="bytes">Bytes that the queue takes.</param>
    public static QueueAddresses At(ulong address, ushort size, RingOptions options, out ulong bytes) =>
        options.IsPacked ? PackedLayout.At(address, size, out bytes) : SplitLayout.At(address, size, out bytes);

    /// <summary>The largest number of entries that a ring may have, up to a given one.</summary>
    public static ushort LargestSize(int atMost, RingOptions options)
    {
        int size = Math.Clamp(atMost, 0, SplitLayout.MaximumSize);
        return (ushort)(options.IsPacked || size == 0 ? size : 1 << System.Numerics.BitOperations.Log2((uint)size));
    }
}
