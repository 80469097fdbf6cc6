using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>What the suite knows of a driver and a device, and finds in their queues, from one end of a life to the other.</summary>
internal static class LifecycleEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<FeaturesRequired>("features-required", (w, e) => w.Hex("features", e.Features.Bits), r => new(new FeatureSet(r.Hex("features")))),
        new EventFormat<ConfigurationSized>("configuration-sized", (w, e) => w.Number("size", e.Size), r => new(r.Int("size"))),
        new EventFormat<DriverUnbound>("driver-unbound", (_, _) => { }, _ => new()),
        new EventFormat<AvailableCounted>(
            "available-counted",
            (w, e) =>
            {
                w.Queue(e.Queue);
                w.Number("chains", e.Chains);
            },
            r => new(r.Queue(), r.Int("chains"))),
        new EventFormat<RequestsVerified>(
            "requests-verified",
            (w, e) =>
            {
                w.Queue(e.Queue);
                w.Number("sent", e.Sent);
                w.Number("returned", e.Returned);
            },
            r => new(r.Queue(), r.Int("sent"), r.Int("returned"))),
    ];
}
