namespace Ballast.Conformance.Scenarios;

/// <summary>What came of one step or hook.</summary>
/// <param name="Planned">The step or hook.</param>
/// <param name="Status">What came of it.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took; zero when it was not run.</param>
public sealed record StepResult(PlannedStep Planned, StepStatus Status, DateTimeOffset StartedAt, TimeSpan Duration)
{
    /// <summary>Why it is not passed: the exception's message, the signal's reason, the candidates; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What it threw, if anything.</summary>
    public Exception? Exception { get; init; }

    /// <summary>What it left for the report.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>For an undefined step, C# to paste.</summary>
    public IReadOnlyList<StepSnippet> Snippets { get; init; } = [];

    /// <summary>The step's text or the hook's name, with file and line or class and method.</summary>
    public string Title => Planned.Step is { } step
        ? $"{step.Location}: {step}"
        : $"{Planned.Hook!.Name ?? Planned.Hook.Kind.ToString()} hook {Planned.Hook.Source}";

    /// <inheritdoc/>
    public override string ToString() => Reason is null ? $"{Title}: {Status}" : $"{Title}: {Status}: {Reason}";
}
