using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>What the suite found when it looked at a ring, in a few words.</summary>
internal static class RingText
{
    public static string Of(RingView view)
    {
        (string Name, string? Value)[] words =
        [
            ("available flags", view.AvailableFlags?.ToString()), ("available index", view.AvailableIndex?.ToString()), ("used_event", view.UsedEvent?.ToString()),
            ("used flags", view.UsedFlags?.ToString()), ("used index", view.UsedIndex?.ToString()), ("avail_event", view.AvailableEvent?.ToString()),
            ("driver event", Of(view.DriverEvent)), ("device event", Of(view.DeviceEvent)),
        ];
        string known = string.Join(", ", words.Where(w => w.Value is not null).Select(w => $"{w.Name} {w.Value}"));
        return known.Length > 0 ? known : "no guest memory";
    }

    public static string Of(RingVerified verified) => $"{TraceNames.Of(verified.Queue)}, {verified.What}, {verified.Entries} entries: "
        + (verified.Wrong.Count == 0 ? "all right" : $"{verified.Wrong.Count} wrong: {string.Join(' ', verified.Wrong)}");

    public static string Of(NotificationData? data) =>
        data is { } said ? $", index {said.QueueIndex}, next {said.NextOffset}, wrap {(said.NextWrap ? 1 : 0)}" : "";

    private static string? Of(EventArea? area) => area is not { } known ? null : known.Flags switch
    {
        EventFlags.Enable => "enable",
        EventFlags.Disable => "disable",
        EventFlags.Descriptor => $"at {known.Offset}, wrap {(known.Wrap ? 1 : 0)}",
        _ => "reserved",
    };
}
