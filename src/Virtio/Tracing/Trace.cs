namespace Ballast.Virtio.Tracing;

/// <summary>A header and the events in their order.</summary>
public sealed record Trace(TraceHeader Header, IReadOnlyList<TraceEvent> Events);
