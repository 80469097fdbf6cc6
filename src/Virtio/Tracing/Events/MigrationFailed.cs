namespace Ballast.Virtio.Tracing.Events;

/// <summary>The migration failed; the source guest runs on.</summary>
/// <param name="Reason">Why, in one line.</param>
public sealed record MigrationFailed(string Reason) : TraceEvent(TraceActor.Migration);
