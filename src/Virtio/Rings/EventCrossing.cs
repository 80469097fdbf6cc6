namespace Ballast.Virtio.Rings;

/// <summary>Whether a position that was waited for has been passed (virtio 1.4, 2.7.7.2, 2.7.10.1 and 2.8.10).</summary>
public static class EventCrossing
{
    /// <summary>On a split ring: whether the entry at the event's index is among the last ones written.</summary>
    /// <param name="awaited">used_event or avail_event.</param>
    /// <param name="next">The index behind the last entry written.</param>
    /// <param name="moved">How many entries were written since this was last asked.</param>
    public static bool IsPassed(ushort awaited, ushort next, int moved) => moved > ushort.MaxValue || (ushort)(next - awaited - 1) < moved;

    /// <summary>On a packed ring, by the distance in slots.</summary>
    /// <param name="awaited">The event's position.</param>
    /// <param name="next">The position behind the last descriptor written.</param>
    /// <param name="moved">How many slots were passed since this was last asked.</param>
    /// <param name="size">Slots of the ring.</param>
    public static bool IsPassed(PackedPosition awaited, PackedPosition next, int moved, int size)
    {
        if (moved >= size) return true;
        // Another wrap counter than ours is the one of the lap before.
        int linear = awaited.Wrap == next.Wrap ? awaited.Slot : awaited.Slot - size;
        return IsPassed((ushort)linear, next.Slot, moved);
    }
}
