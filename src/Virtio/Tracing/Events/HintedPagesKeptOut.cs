namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite looked which hinted pages a migration has not sent.</summary>
/// <param name="Pages">How many pages are not in the migration's stream.</param>
/// <param name="Bytes">Content that was not sent with them: 4096 bytes for each that is not zero.</param>
public sealed record HintedPagesKeptOut(ulong Pages, ulong Bytes) : TraceEvent(TraceActor.Suite);
