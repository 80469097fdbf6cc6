namespace Ballast.Virtio.Tracing.Events;

/// <summary>What the suite knows of the driver under test that its accesses do not tell.</summary>
/// <param name="IsTransitional">Whether it knows the legacy interface besides that of virtio 1.</param>
public sealed record DriverDescribed(bool IsTransitional) : TraceEvent(TraceActor.Suite);
