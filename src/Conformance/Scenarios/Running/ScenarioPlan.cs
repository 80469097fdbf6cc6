namespace Ballast.Conformance.Scenarios;

/// <summary>A scenario with the hooks and definitions that will run it.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Steps">Hooks before, steps, hooks after.</param>
public sealed record ScenarioPlan(Scenario Scenario, IReadOnlyList<PlannedStep> Steps);
