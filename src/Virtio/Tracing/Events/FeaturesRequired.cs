namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver under test is one that cannot work without some features.</summary>
/// <param name="Features">The features that it needs.</param>
public sealed record FeaturesRequired(FeatureSet Features) : TraceEvent(TraceActor.Suite);
