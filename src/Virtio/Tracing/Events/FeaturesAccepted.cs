namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver wrote the features that it accepts (virtio 1.4, 2.2).</summary>
public sealed record FeaturesAccepted(FeatureSet Features) : TraceEvent(TraceActor.Driver);
