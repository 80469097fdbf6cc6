namespace Ballast.Virtio.Rings;

/// <summary>What an available buffer notification carries when NOTIFICATION_DATA was negotiated (virtio 1.4, 2.9).</summary>
/// <param name="QueueIndex">vq_index, or what the transport has in its place.</param>
/// <param name="NextOffset">
/// next_off, 15 bits: the slot at which the driver makes the next descriptor available; of a split ring the low bits of the available index.
/// </param>
/// <param name="NextWrap">next_wrap: the wrap counter of that slot; of a split ring bit 15 of the available index.</param>
// le32 { vqn : 16; next_off : 15; next_wrap : 1; };
public readonly record struct NotificationData(ushort QueueIndex, ushort NextOffset, bool NextWrap)
{
    /// <summary>The number as it is written to a 32-bit notification register.</summary>
    public uint Value => QueueIndex | (uint)Position << 16;

    /// <summary>next_off and, in bit 15, next_wrap.</summary>
    public ushort Position => (ushort)((NextOffset & 0x7fff) | (NextWrap ? 0x8000 : 0));

    /// <summary>Reads what <see cref="Value"/> gives.</summary>
    public static NotificationData Of(uint value) => Of((int)(value & 0xffff), (ushort)(value >> 16));

    /// <summary>A queue with the position that follows the last entry made available.</summary>
    public static NotificationData Of(int queueIndex, ushort position) => new((ushort)queueIndex, (ushort)(position & 0x7fff), position >> 15 != 0);
}
