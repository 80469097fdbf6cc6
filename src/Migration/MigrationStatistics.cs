namespace Ballast.Migration;

/// <summary>What is reported of each migration (migration.outcome.1).</summary>
/// <param name="Total">From the start to the end.</param>
/// <param name="Downtime">While the guest stood still.</param>
/// <param name="TransferredBytes">Bytes on the link.</param>
/// <param name="DataPages">Pages sent with their content, repetitions included.</param>
/// <param name="ZeroPages">Pages sent as zero, repetitions included.</param>
/// <param name="SkippedPages">Pages not sent because the guest said that they are free.</param>
/// <param name="Rounds">Each round, the last one included.</param>
public sealed record MigrationStatistics(
    TimeSpan Total, TimeSpan Downtime, ulong TransferredBytes, ulong DataPages, ulong ZeroPages, ulong SkippedPages,
    IReadOnlyList<RoundStatistics> Rounds)
{
    /// <summary>Bytes on the link, in KiB.</summary>
    public ulong TransferredKiB => (TransferredBytes + 1023) / 1024;
}
