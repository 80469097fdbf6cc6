using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Balloon;

/// <summary>One memory statistic as it lies in a buffer of the statistics queue: ten bytes, packed (virtio 1.4, 5.5.6.4).</summary>
// struct virtio_balloon_stat { le16 tag; le64 val; } __attribute__((packed));
[StructLayout(LayoutKind.Explicit, Size = Size, Pack = 1)]
public readonly struct StatisticWire
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 10;

    [FieldOffset(0)] private readonly Le16 _tag;
    [FieldOffset(2)] private readonly Le64 _value;

    /// <summary>An entry as it goes over the wire.</summary>
    public StatisticWire(StatisticEntry entry)
    {
        _tag = (ushort)entry.Tag;
        _value = entry.Value;
    }

    /// <summary>Tag and value; the tag may be one that nobody knows.</summary>
    public StatisticEntry Entry => new((StatisticTag)(ushort)_tag, _value);
}
