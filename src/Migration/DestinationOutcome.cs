namespace Ballast.Migration;

/// <summary>How a migration ended, as the destination knows it.</summary>
/// <param name="Status">With <see cref="MigrationStatus.Completed"/> the guest may be started here; with nothing else.</param>
/// <param name="Reason">Why it was not completed, in one line.</param>
/// <param name="Statistics">What was received until then.</param>
public sealed record DestinationOutcome(MigrationStatus Status, string? Reason, DestinationStatistics Statistics);
