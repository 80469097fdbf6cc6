using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Balloon;

/// <summary>
/// One memory statistic as it lies in a buffer of the statistics queue: ten bytes, packed (virtio 1.4, 5.5.6.4). Little-endian,
/// but on the legacy interface in the guest's own order (5.5.6.3.3).
/// </summary>
// struct virtio_balloon_stat { le16 tag; le64 val; } __attribute__((packed));
public static class StatisticWire
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 10;

    private const int ValueOffset = 2;

    /// <summary>Writes an entry.</summary>
    public static void Write(Span<byte> destination, StatisticEntry entry, ByteOrder order = ByteOrder.Little)
    {
        order.WriteUInt16(destination, (ushort)entry.Tag);
        order.WriteUInt64(destination[ValueOffset..], entry.Value);
    }

    /// <summary>Reads an entry; the tag may be one that nobody knows.</summary>
    public static StatisticEntry Read(ReadOnlySpan<byte> source, ByteOrder order = ByteOrder.Little) =>
        new((StatisticTag)order.ReadUInt16(source), order.ReadUInt64(source[ValueOffset..]));
}
