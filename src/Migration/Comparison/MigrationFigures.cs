namespace Ballast.Migration.Comparison;

/// <summary>The figures of one migration, as they are compared and written.</summary>
/// <param name="TotalMs">Total time in milliseconds.</param>
/// <param name="DowntimeMs">Downtime in milliseconds.</param>
/// <param name="TransferredKiB">Bytes on the link, in KiB.</param>
/// <param name="Pages">Pages sent with their content.</param>
/// <param name="ZeroPages">Pages sent as zero.</param>
/// <param name="Rounds">Rounds, the last one included.</param>
/// <param name="SkippedPages">Pages not sent because they are free; null without a filter.</param>
public sealed record MigrationFigures(
    double TotalMs, double DowntimeMs, ulong TransferredKiB, ulong Pages, ulong ZeroPages, int Rounds, ulong? SkippedPages = null)
{
    /// <summary>The figures of a migration.</summary>
    /// <param name="statistics">What its source reported.</param>
    /// <param name="isFiltered">Whether free pages were kept out.</param>
    public static MigrationFigures Of(MigrationStatistics statistics, bool isFiltered) => new(
        Math.Round(statistics.Total.TotalMilliseconds, 3), Math.Round(statistics.Downtime.TotalMilliseconds, 3),
        statistics.TransferredKiB, statistics.DataPages, statistics.ZeroPages, statistics.Rounds.Count,
        isFiltered ? statistics.SkippedPages : null);
}
