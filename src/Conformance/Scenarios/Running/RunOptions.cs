namespace Ballast.Conformance.Scenarios;

/// <summary>How scenarios are run, and what the host adds.</summary>
public sealed record RunOptions
{
    /// <summary>A scenario with this tag runs while no other does.</summary>
    public const string SerialTag = "@serial";

    /// <summary>How many scenarios run at a time, at least 1.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Where times come from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>After this long a scenario's <see cref="ScenarioContext.Cancellation"/> is set; null for never.</summary>
    public TimeSpan? ScenarioTimeout { get; init; }

    /// <summary>Hands the host's objects to each scenario's container, before anything is made.</summary>
    public Action<ScenarioContainer>? Configure { get; init; }

    /// <summary>
    /// Judges a scenario: after its steps and hooks, while its objects still live. What it returns is the outcome;
    /// what it throws is the suite's fault.
    /// </summary>
    public Func<ScenarioContext, ScenarioOutcome, ValueTask<ScenarioOutcome>>? Judge { get; init; }

    /// <summary>Who is told of the run.</summary>
    public IReadOnlyList<IScenarioObserver> Observers { get; init; } = [];
}
