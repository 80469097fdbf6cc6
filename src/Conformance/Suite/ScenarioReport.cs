using Ballast.Conformance.Rules;
using Ballast.Conformance.Scenarios;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Suite;

/// <summary>Everything that is known of a scenario that was run.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Trace">What happened; null when nothing did.</param>
/// <param name="Findings">What all rules say about the trace.</param>
/// <param name="Outcome">How the steps ended.</param>
public sealed record ScenarioReport(Scenario Scenario, Trace? Trace, IReadOnlyList<Finding> Findings, ScenarioOutcome Outcome)
{
    /// <summary>The verdict, with what it rests on; null while the scenario is not over.</summary>
    public Verdicts.ScenarioResult? Verdict { get; init; }

    /// <summary>The verdict before anything expected was held against it; null while the scenario is not over.</summary>
    public Verdicts.ScenarioVerdict? Plain { get; init; }

    /// <summary>How the trace compares with its golden trace, if it has one.</summary>
    public GoldenComparison? Golden { get; init; }

    /// <summary>The verdict of a scenario that is over.</summary>
    public Verdicts.ScenarioResult Result => Verdict ?? throw new InvalidOperationException($"{Scenario.Id} is not over");
}
