namespace Ballast.Virtio.Tracing.Events;

/// <summary>The guest is stopped and the last round begins.</summary>
public sealed record Switchover(ulong DirtyPages) : TraceEvent(TraceActor.Migration);
