namespace Ballast.Virtio.Rings;

/// <summary>How a wish is written to an event area, and what an area says to the other side (virtio 1.4, 2.8.10).</summary>
internal static class PackedEvent
{
    public static EventArea For(NotificationWish wish, PackedPosition next, RingOptions options) => wish switch
    {
        { IsNever: true } => new(next, EventFlags.Disable),
        { Position: { } position } when options.EventIndex => new(PackedPosition.Of(position), EventFlags.Descriptor),
        _ => new(next, EventFlags.Enable),
    };

    /// <summary>Whether the owner of an area wants to hear of the other side having moved; one that is not memory wants everything.</summary>
    /// <param name="memory">Guest memory.</param>
    /// <param name="address">Where the area lies.</param>
    /// <param name="next">The position behind the last descriptor written.</param>
    /// <param name="moved">How many slots were passed since this was last asked.</param>
    /// <param name="size">Slots of the ring.</param>
    /// <param name="options">What was negotiated.</param>
    public static bool IsWanted(RingMemory memory, ulong address, PackedPosition next, int moved, int size, RingOptions options) =>
        !memory.Guest.TryRead(address, out EventArea area) || area.Flags switch
        {
            EventFlags.Disable => false,
            EventFlags.Descriptor when options.EventIndex => EventCrossing.IsPassed(area.Position, next, moved, size),
            _ => true,
        };

    /// <summary>Writes an area, the position before the flags that make it count.</summary>
    public static void Write(RingMemory memory, ulong address, EventArea area)
    {
        memory.TryWriteNumber(address, area.Position.Value);
        memory.TryWriteNumber(address + EventArea.FlagsOffset, (ushort)area.Flags);
    }
}
