namespace Ballast.Conformance.Scenarios;

/// <summary>A scenario that was run, or was to be run.</summary>
/// <param name="Plan">The scenario and its bindings.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Steps">What came of its hooks and steps; empty when it never started.</param>
/// <param name="StartedAt">When it began, or null when it never did.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ScenarioResult(
    ScenarioPlan Plan, ScenarioOutcome Outcome, IReadOnlyList<StepResult> Steps, DateTimeOffset? StartedAt, TimeSpan Duration)
{
    /// <summary>The scenario.</summary>
    public Scenario Scenario => Plan.Scenario;
}
