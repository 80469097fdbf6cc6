namespace Ballast.Virtio.Rings;

/// <summary>What a driver tells a device of a virtqueue (virtio 1.4, 2.6 and 4.1.5.1.3).</summary>
/// <param name="Size">Number of entries; at most 32768, with split rings a power of two.</param>
/// <param name="Descriptors">Guest-physical address of the descriptor area.</param>
/// <param name="Driver">Guest-physical address of the driver area: the available ring, or, packed, the driver event area.</param>
/// <param name="Device">Guest-physical address of the device area: the used ring, or, packed, the device event area.</param>
public readonly record struct QueueAddresses(ushort Size, ulong Descriptors, ulong Driver, ulong Device);
