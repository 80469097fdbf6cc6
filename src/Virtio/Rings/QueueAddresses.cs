namespace Ballast.Virtio.Rings;

/// <summary>What a driver tells a device of a virtqueue (virtio 1.4, 2.6 and 4.1.5.1.3).</summary>
/// <param name="Size">Number of entries; with split rings a power of two of at most 32768.</param>
/// <param name="Descriptors">Guest-physical address of the descriptor area.</param>
/// <param name="Driver">Guest-physical address of the driver area: the available ring.</param>
/// <param name="Device">Guest-physical address of the device area: the used ring.</param>
public readonly record struct QueueAddresses(ushort Size, ulong Descriptors, ulong Driver, ulong Device);
