using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Rings;

/// <summary>An event suppression area of a packed ring: the driver's governs used buffer notifications, the device's available buffer notifications (virtio 1.4, 2.8.14).</summary>
// struct pvirtq_event_suppress { le16 { desc_event_off : 15; desc_event_wrap : 1; } desc; le16 { desc_event_flags : 2; reserved : 14; } flags; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly record struct EventArea
{
    /// <summary>Bytes of an area.</summary>
    public const int Size = 4;

    /// <summary>Offset of the flags.</summary>
    public const int FlagsOffset = 2;

    [FieldOffset(0)] private readonly Le16 _descriptor;
    [FieldOffset(FlagsOffset)] private readonly Le16 _flags;

    /// <summary>An area with these fields.</summary>
    /// <param name="position">The position that is waited for.</param>
    /// <param name="flags">The flags.</param>
    public EventArea(PackedPosition position, EventFlags flags)
        : this(position.Value, (ushort)flags)
    {
    }

    /// <summary>An area with these two numbers in it, whatever they mean.</summary>
    public EventArea(ushort descriptor, ushort flags)
    {
        _descriptor = descriptor;
        _flags = flags;
    }

    /// <summary>desc_event_off.</summary>
    public ushort Offset => Position.Slot;

    /// <summary>desc_event_wrap.</summary>
    public bool Wrap => Position.Wrap;

    /// <summary>The position that is waited for.</summary>
    public PackedPosition Position => PackedPosition.Of(_descriptor);

    /// <summary>desc_event_flags, reserved bits left out.</summary>
    public EventFlags Flags => (EventFlags)(_flags & 3);

    /// <summary>The flags with their reserved bits.</summary>
    public ushort RawFlags => _flags;
}
