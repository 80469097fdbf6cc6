namespace Ballast.Virtio.Rings;

/// <summary>A place on a packed ring: a slot, and the wrap counter of the lap in which it is reached (virtio 1.4, 2.8.1).</summary>
/// <param name="Slot">Index of the descriptor.</param>
/// <param name="Wrap">The wrap counter.</param>
public readonly record struct PackedPosition(ushort Slot, bool Wrap)
{
    /// <summary>Where both sides begin: the counters start at 1.</summary>
    public static PackedPosition First => new(0, Wrap: true);

    /// <summary>Slot and, in bit 15, wrap counter: as event areas, notification data and vhost-user have it.</summary>
    public ushort Value => (ushort)(Slot | (Wrap ? 0x8000 : 0));

    /// <summary>Reads what <see cref="Value"/> gives.</summary>
    public static PackedPosition Of(ushort value) => new((ushort)(value & 0x7fff), value >> 15 != 0);

    /// <summary>The place so many slots further, or, negative, back, at most one lap.</summary>
    public PackedPosition Plus(int slots, int size)
    {
        int slot = Slot + slots;
        if (slot >= size) return new((ushort)(slot - size), !Wrap);
        return slot < 0 ? new((ushort)(slot + size), !Wrap) : new((ushort)slot, Wrap);
    }

    /// <summary>Whether flags say that the driver made a descriptor here available and the device has not used it.</summary>
    public bool IsAvailable(DescriptorFlags flags) =>
        (flags & DescriptorFlags.Available) != 0 == Wrap && (flags & DescriptorFlags.Used) != 0 != Wrap;

    /// <summary>Whether flags say that the device used a descriptor here.</summary>
    public bool IsUsed(DescriptorFlags flags) =>
        (flags & DescriptorFlags.Available) != 0 == Wrap && (flags & DescriptorFlags.Used) != 0 == Wrap;

    /// <summary>The flags that make a descriptor here available.</summary>
    public DescriptorFlags Available => Wrap ? DescriptorFlags.Available : DescriptorFlags.Used;

    /// <summary>The flags that show a descriptor here as used.</summary>
    public DescriptorFlags Used => Wrap ? DescriptorFlags.Available | DescriptorFlags.Used : DescriptorFlags.None;
}
