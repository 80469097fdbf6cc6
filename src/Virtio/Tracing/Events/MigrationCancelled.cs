namespace Ballast.Virtio.Tracing.Events;

/// <summary>The migration was called off; the source guest runs on.</summary>
public sealed record MigrationCancelled() : TraceEvent(TraceActor.Migration);
