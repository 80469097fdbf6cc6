namespace Ballast.Migration.Comparison;

/// <summary>The same guest migrated twice.</summary>
/// <param name="Name">The workload: idle or hog, say.</param>
/// <param name="RamKiB">RAM of the guest, in KiB.</param>
/// <param name="Original">Without a filter.</param>
/// <param name="Pv">With the filter.</param>
/// <param name="ContentVerified">Whether every page that must be intact was, in both.</param>
public sealed record MigrationCase(string Name, ulong RamKiB, MigrationFigures Original, MigrationFigures Pv, bool ContentVerified);
