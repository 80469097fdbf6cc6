namespace Ballast.Virtio.Tracing.Events;

/// <summary>A round of sending begins; round 1 is the bulk stage.</summary>
public sealed record RoundStarted(int Round, ulong DirtyPages) : TraceEvent(TraceActor.Migration);
