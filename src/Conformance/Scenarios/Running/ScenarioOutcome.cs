namespace Ballast.Conformance.Scenarios;

/// <summary>What came of a scenario. The host's judge may put another in its place before it is final.</summary>
/// <param name="Status">The worst status of its steps and hooks.</param>
public sealed record ScenarioOutcome(StepStatus Status)
{
    /// <summary>Why it is not passed, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What was thrown, if anything.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Whether the suite itself is at fault: a wrong binding, the host's setup or judge, or cleaning up.</summary>
    public bool IsSuiteFault { get; init; }

    /// <summary>Whatever the host's judge wants to keep with the result.</summary>
    public object? Detail { get; init; }

    internal static ScenarioOutcome Of(IReadOnlyList<StepResult> steps)
    {
        // The first of the worst: what follows it is a consequence.
        var worst = steps.MaxBy(s => s.Status);
        if (worst is null || !steps.Any(s => s.Planned.Step is not null))
            return new ScenarioOutcome(worst is null or { Status: StepStatus.Passed } ? StepStatus.Skipped : worst.Status) { Reason = worst?.Reason ?? "the scenario has no steps" };
        return new ScenarioOutcome(worst.Status)
        {
            Reason = worst.Status switch
            {
                StepStatus.Passed => null,
                StepStatus.NotApplicable or StepStatus.Unsupported => worst.Reason,
                _ => $"{worst.Title}: {worst.Reason}",
            },
            Exception = worst.Exception,
            IsSuiteFault = worst.Exception is BindingException,
        };
    }

    internal static ScenarioOutcome SuiteFault(string where, Exception e) =>
        new(StepStatus.Failed) { Reason = $"{where}: {e.Message}", Exception = e, IsSuiteFault = true };
}
