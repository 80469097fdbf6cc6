namespace Ballast.Virtio.Rings;

/// <summary>How a wish is written to a split ring, and what a ring says to the other side: flags, or with EVENT_IDX an index (virtio 1.4, 2.7.7 and 2.7.10).</summary>
internal static class SplitEvent
{
    private const ushort Suppress = 1;

    /// <summary>The flags under a wish; with EVENT_IDX they are 0.</summary>
    public static ushort Flags(NotificationWish wish, RingOptions options) => wish.IsNever && !options.EventIndex ? Suppress : (ushort)0;

    /// <summary>The event's index under a wish: by default the entry that is looked at next, so that each one is told of.</summary>
    public static ushort Index(NotificationWish wish, ushort next) =>
        wish.Position ?? (ushort)(wish.IsNever ? next + SplitLayout.MaximumSize : next);

    /// <summary>Whether the owner of flags and event wants to hear of the other side having moved; what is not memory wants everything.</summary>
    /// <param name="memory">Guest memory.</param>
    /// <param name="flagsAddress">Where the flags lie, which say nothing with EVENT_IDX.</param>
    /// <param name="eventAddress">Where the event's index lies, which is there with EVENT_IDX only.</param>
    /// <param name="next">The index behind the last entry written.</param>
    /// <param name="moved">How many entries were written since this was last asked.</param>
    /// <param name="options">What was negotiated.</param>
    public static bool IsWanted(RingMemory memory, ulong flagsAddress, ulong eventAddress, ushort next, int moved, RingOptions options) => options.EventIndex
        ? !memory.TryReadNumber(eventAddress, out ushort awaited) || EventCrossing.IsPassed(awaited, next, moved)
        : !memory.TryReadNumber(flagsAddress, out ushort flags) || (flags & Suppress) == 0;
}
