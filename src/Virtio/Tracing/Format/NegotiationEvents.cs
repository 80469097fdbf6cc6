using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>Features, status and resets (virtio 1.4, 2.1, 2.2 and 2.4), and refusals.</summary>
internal static class NegotiationEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<FeaturesOffered>("features-offered", (w, e) => w.Hex("features", e.Features.Bits), r => new(new FeatureSet(r.Hex("features")))),
        new EventFormat<FeaturesAccepted>("features-accepted", (w, e) => w.Hex("features", e.Features.Bits), r => new(new FeatureSet(r.Hex("features")))),
        new EventFormat<StatusRead>("status-read", (w, e) => Status(w, e.Status), r => new(Status(r))),
        new EventFormat<StatusWritten>("status-written", (w, e) => Status(w, e.Status), r => new(Status(r))),
        new EventFormat<DeviceStatusChanged>("device-status-changed", (w, e) => Status(w, e.Status), r => new(Status(r))),
        new EventFormat<DeviceReset>("device-reset", (_, _) => { }, _ => new()),
        new EventFormat<Refused>(
            "refused",
            (w, e) =>
            {
                w.Text("clause", e.Violation.Clause);
                w.Text("message", e.Violation.Message);
            },
            r => new(r.Name("from", TraceNames.Actors), new(r.Text("clause"), r.Text("message")))),
    ];

    private static void Status(FieldWriter w, DeviceStatus status) => w.Number("status", (int)status);

    private static DeviceStatus Status(FieldReader r) => (DeviceStatus)r.Int("status", byte.MaxValue);
}
