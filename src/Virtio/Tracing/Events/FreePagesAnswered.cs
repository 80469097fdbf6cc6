namespace Ballast.Virtio.Tracing.Events;

/// <summary>The migration has the bitmap that it asked for.</summary>
/// <param name="Pages">Pages that it says are free.</param>
public sealed record FreePagesAnswered(ulong Pages) : TraceEvent(TraceActor.Migration);
