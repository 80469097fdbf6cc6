namespace Ballast.Conformance.Scenarios;

/// <summary>What came of a run.</summary>
/// <param name="Scenarios">One result per scenario asked for, in the order asked for, whatever the parallelism.</param>
/// <param name="Hooks">The hooks around the run, in the order they ran.</param>
public sealed record RunResult(IReadOnlyList<ScenarioResult> Scenarios, IReadOnlyList<RunHookResult> Hooks)
{
    /// <summary>What stopped the run itself, or null: an observer that threw, say. Scenarios then lack results.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether the run was cancelled before its end.</summary>
    public bool WasCancelled { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset FinishedAt { get; init; }

    /// <summary>Whether nothing failed and nothing was pending, undefined or ambiguous.</summary>
    public bool Succeeded => Error is null && !WasCancelled && Hooks.All(h => h.Exception is null)
        && Scenarios.All(s => s.Outcome.Status < StepStatus.Pending);
}
