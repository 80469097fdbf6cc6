namespace Ballast.Virtio.Tracing.Events;

/// <summary>Writes to RAM are logged from now on (migration.filter.1).</summary>
public sealed record LoggingStarted() : TraceEvent(TraceActor.Migration);
