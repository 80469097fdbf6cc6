namespace Ballast.Migration;

/// <summary>How a migration ended, as the source knows it.</summary>
/// <param name="Status">Completed, cancelled or failed.</param>
/// <param name="Reason">Why it was not completed, in one line.</param>
/// <param name="Statistics">What was done until then.</param>
public sealed record MigrationOutcome(MigrationStatus Status, string? Reason, MigrationStatistics Statistics);
