namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver was taken off the device, and says that it has left.</summary>
public sealed record DriverUnbound() : TraceEvent(TraceActor.Suite);
