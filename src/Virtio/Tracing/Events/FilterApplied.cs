namespace Ballast.Virtio.Tracing.Events;

/// <summary>Free pages were taken out of the dirty log.</summary>
/// <param name="FreePages">Pages that the answer says are free.</param>
/// <param name="ClearedPages">Pages that need not be sent.</param>
public sealed record FilterApplied(ulong FreePages, ulong ClearedPages) : TraceEvent(TraceActor.Migration);
