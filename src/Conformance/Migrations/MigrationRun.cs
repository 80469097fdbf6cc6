using Ballast.Migration;
using Ballast.Migration.Comparison;

namespace Ballast.Conformance.Migrations;

/// <summary>One migration as it went.</summary>
/// <param name="Filter">How free pages were kept out.</param>
/// <param name="Outcome">How it ended for the source.</param>
/// <param name="Received">How it ended for the destination; null when that is another process.</param>
/// <param name="Content">What the destination holds; null when it was not completed or cannot be seen from here.</param>
public sealed record MigrationRun(MigrationFilter Filter, MigrationOutcome Outcome, DestinationOutcome? Received, ContentReport? Content)
{
    /// <summary>The figures.</summary>
    public MigrationFigures Figures => MigrationFigures.Of(Outcome.Statistics, Filter != MigrationFilter.None);

    /// <summary>Why it was not completed, by whoever knows it; null when it was.</summary>
    public string? Reason => Outcome.Reason ?? Received?.Reason;
}
