namespace Ballast.Virtio.Rings;

/// <summary>How a wish reads in an event area (virtio 1.4, 2.8.10).</summary>
internal static class PackedEvent
{
    public static EventArea For(NotificationWish wish, PackedPosition next, RingOptions options) => wish switch
    {
        { IsNever: true } => new(next, EventFlags.Disable),
        { Position: { } position } when options.EventIndex => new(PackedPosition.Of(position), EventFlags.Descriptor),
        _ => new(next, EventFlags.Enable),
    };
}
