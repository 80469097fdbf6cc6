namespace Ballast.Conformance.Scenarios;

/// <summary>A hook, or a step with the definitions that fit it.</summary>
/// <param name="Hook">The hook, or null for a step.</param>
/// <param name="Step">The step, or null for a hook.</param>
/// <param name="Matches">The definitions that fit the step: exactly one is right.</param>
public sealed record PlannedStep(HookBinding? Hook, ScenarioStep? Step, IReadOnlyList<StepMatch> Matches)
{
    /// <summary>Undefined or ambiguous, or passed when it can be run.</summary>
    public StepStatus Definition => Step is null || Matches.Count == 1 ? StepStatus.Passed
        : Matches.Count == 0 ? StepStatus.Undefined : StepStatus.Ambiguous;
}
