using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>A round of sending is over.</summary>
/// <param name="Round">Number of the round, from 1 on.</param>
/// <param name="DataPages">RAM pages sent with their content, or null when the trace does not keep them.</param>
/// <param name="ZeroPages">RAM pages sent as zero, or null when the trace does not keep them.</param>
/// <param name="DataCount">How many pages were sent with their content.</param>
/// <param name="ZeroCount">How many pages were sent as zero.</param>
public sealed record RoundEnded(int Round, ulong DataCount, ulong ZeroCount, PageSet? DataPages, PageSet? ZeroPages) : TraceEvent(TraceActor.Migration);
