using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>Makes either half of a virtqueue, as it was negotiated.</summary>
public static class Ring
{
    /// <summary>The device's half.</summary>
    /// <param name="memory">Guest memory as the device reaches it.</param>
    /// <param name="addresses">Size and places of the ring.</param>
    /// <param name="options">What was negotiated.</param>
    /// <param name="nextAvailable">Where to go on, for a queue that was stopped before; null for a fresh one.</param>
    public static IDeviceQueue ForDevice(GuestMemory memory, QueueAddresses addresses, RingOptions options, ushort? nextAvailable = null) =>
        options.IsPacked
            ? new PackedDeviceQueue(memory, addresses, options, nextAvailable)
            : new SplitDeviceQueue(memory, addresses, options, nextAvailable);

    /// <summary>The driver's half of a fresh ring, which it zeroes.</summary>
    /// <exception cref="ArgumentException">The ring does not lie in memory, or cannot have this size.</exception>
    public static IDriverQueue ForDriver(GuestMemory memory, QueueAddresses addresses, RingOptions options) =>
        options.IsPacked ? new PackedDriverQueue(memory, addresses, options) : new SplitDriverQueue(memory, addresses, options);
}
