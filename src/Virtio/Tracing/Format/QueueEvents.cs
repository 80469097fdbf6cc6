using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>Queues as a whole and their notifications (virtio 1.4, 2.3 and 2.6).</summary>
internal static class QueueEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<QueueConfigured>(
            "queue-configured",
            (w, e) =>
            {
                Queue(w, e.Index, e.Queue);
                w.Number("size", e.Addresses.Size);
                w.Hex("descriptors", e.Addresses.Descriptors);
                w.Hex("driver", e.Addresses.Driver);
                w.Hex("device", e.Addresses.Device);
                if (e.IsLegacy) w.Flag("legacy", e.IsLegacy);
            },
            r => new(r.Int("index"), r.QueueIfAny(), new QueueAddresses((ushort)r.Int("size", ushort.MaxValue), r.Hex("descriptors"), r.Hex("driver"), r.Hex("device")))
            {
                IsLegacy = r.Holds("legacy") && r.Flag("legacy"),
            }),
        new EventFormat<QueueSizeRead>(
            "queue-size-read",
            (w, e) =>
            {
                Queue(w, e.Index, e.Queue);
                w.Number("size", e.Size);
            },
            r => new(r.Int("index"), r.QueueIfAny(), (ushort)r.Int("size", ushort.MaxValue))),
        new EventFormat<QueueEnabled>("queue-enabled", (w, e) => Queue(w, e.Index, e.Queue), r => new(r.Int("index"), r.QueueIfAny())),
        new EventFormat<QueueReset>("queue-reset", (w, e) => Queue(w, e.Index, e.Queue), r => new(r.Int("index"), r.QueueIfAny())),
        new EventFormat<QueueResetRead>(
            "queue-reset-read",
            (w, e) =>
            {
                Queue(w, e.Index, e.Queue);
                w.Flag("done", e.IsDone);
            },
            r => new(r.Int("index"), r.QueueIfAny(), r.Flag("done"))),
        new EventFormat<DeviceNotified>(
            "device-notified",
            (w, e) =>
            {
                Queue(w, e.Index, e.Queue);
                if (e.Data is { } data) w.Hex("data", data.Value);
            },
            r => new(r.Int("index"), r.QueueIfAny(), r.Holds("data") ? NotificationData.Of((uint)r.Hex("data", uint.MaxValue)) : null)),
        new EventFormat<DriverNotified>("driver-notified", (w, e) => Queue(w, e.Index, e.Queue), r => new(r.Int("index"), r.QueueIfAny())),
    ];

    private static void Queue(FieldWriter w, int index, BalloonQueue? queue)
    {
        w.Number("index", index);
        w.Queue(queue);
    }
}
