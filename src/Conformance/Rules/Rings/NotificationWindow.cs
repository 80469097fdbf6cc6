using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>What happened on a split ring between two looks at it: how far one side moved, what the other wanted, and what it got.</summary>
/// <param name="HasEventIndex">Whether EVENT_IDX was negotiated.</param>
/// <param name="Moved">How many entries were added.</param>
/// <param name="Index">The index after the last of them.</param>
/// <param name="Flags">Flags of the side that is to be notified, at the first look.</param>
/// <param name="Event">used_event or avail_event, at the first look.</param>
/// <param name="IsSteady">Whether both are the same at the second look.</param>
/// <param name="Notifications">How many notifications were sent.</param>
internal readonly record struct NotificationWindow(
    bool HasEventIndex, ushort Moved, ushort Index, ushort Flags, ushort Event, bool IsSteady, int Notifications)
{
    /// <summary>Whether the flag asks for notifications.</summary>
    public bool FlagWants => (Flags & 1) == 0;

    /// <summary>Whether one of the entries is the one that the event names (virtio 1.4, 2.7.7 and 2.7.10).</summary>
    public bool EventWants => (ushort)(Index - Event - 1) < Moved;

    public bool IsNotified => Notifications > 0;

    /// <summary>The stretch in which the device used buffers.</summary>
    public static NotificationWindow? OfDevice(RingView first, RingView second, bool hasEventIndex, int notifications) => Of(
        first.UsedIndex, second.UsedIndex, first.AvailableFlags, second.AvailableFlags, first.UsedEvent, second.UsedEvent, hasEventIndex, notifications);

    /// <summary>The stretch in which the driver made buffers available.</summary>
    public static NotificationWindow? OfDriver(RingView first, RingView second, bool hasEventIndex, int notifications) => Of(
        first.AvailableIndex, second.AvailableIndex, first.UsedFlags, second.UsedFlags, first.AvailableEvent, second.AvailableEvent, hasEventIndex, notifications);

    private static NotificationWindow? Of(
        ushort? from, ushort? to, ushort? flags, ushort? flagsThen, ushort? awaited, ushort? awaitedThen, bool hasEventIndex, int notifications)
    {
        if (from is not { } start || to is not { } end || flags is not { } wish || awaited is not { } position || start == end) return null;
        bool steady = flagsThen == flags && (!hasEventIndex || awaitedThen == awaited);
        return new(hasEventIndex, (ushort)(end - start), end, wish, position, steady, notifications);
    }
}
