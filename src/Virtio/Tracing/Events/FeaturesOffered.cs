namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver read the features that the device offers (virtio 1.4, 2.2).</summary>
public sealed record FeaturesOffered(FeatureSet Features) : TraceEvent(TraceActor.Device);
