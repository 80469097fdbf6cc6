namespace Ballast.Virtio.Tracing.Events;

/// <summary>The destination has everything and has said so (migration.outcome.1).</summary>
/// <param name="Total">From the start to the end.</param>
/// <param name="Downtime">While the guest stood still.</param>
/// <param name="TransferredBytes">Bytes on the link.</param>
/// <param name="DataPages">Pages sent with their content, repetitions included.</param>
/// <param name="ZeroPages">Pages sent as zero, repetitions included.</param>
/// <param name="SkippedPages">Pages not sent because the guest said that they are free.</param>
/// <param name="Rounds">Rounds, the last one included.</param>
public sealed record MigrationCompleted(TimeSpan Total, TimeSpan Downtime, ulong TransferredBytes, ulong DataPages, ulong ZeroPages, ulong SkippedPages, int Rounds) : TraceEvent(TraceActor.Migration);
