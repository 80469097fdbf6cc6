namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device sent a configuration change notification that no change of its own came with (deferred or spurious).</summary>
public sealed record ConfigurationNotified() : TraceEvent(TraceActor.Device);
