namespace Ballast.Virtio.Tracing.Events;

/// <summary>The dirty log was moved into the migration bitmap.</summary>
/// <param name="Round">The round that follows, from 1 on.</param>
/// <param name="MovedPages">Bits that were set anew.</param>
/// <param name="DirtyPages">Pages in the migration bitmap now.</param>
/// <param name="LogPages">Pages that are still marked in the log.</param>
public sealed record BitmapSynchronised(int Round, ulong MovedPages, ulong DirtyPages, ulong LogPages) : TraceEvent(TraceActor.Migration);
