using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Scenarios;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Verdicts;

/// <summary>One scenario in a report.</summary>
/// <param name="Id">Feature file and line: features/hinting/device.feature:31.</param>
/// <param name="Name">Feature, rule and scenario, by their names.</param>
/// <param name="Side">The side that it judges, or null when its tags do not say.</param>
/// <param name="Clauses">The clauses that it is tagged with.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">What the trace says about them.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ScenarioResult(
    string Id, string Name, Side? Side, IReadOnlyList<ClauseId> Clauses, Verdict Verdict, IReadOnlyList<Finding> Findings, TimeSpan Duration)
{
    /// <summary>The strictest level among the clauses, or null without clauses.</summary>
    public ClauseLevel? Level { get; init; }

    /// <summary>Why it is not simply a pass, in one line.</summary>
    public string? Reason { get; init; }

    /// <summary>What people see of a warning, or of what was not expected: several lines; else null.</summary>
    public string? Text { get; init; }

    /// <summary>What it was run over, where it does not say so itself; else null.</summary>
    public ScenarioVariant? Variant { get; init; }

    /// <summary>What hints kept out of its last migration; null when nobody looked.</summary>
    public HintedPagesKeptOut? KeptOut { get; init; }

    /// <summary>How its trace answers what its golden trace leaves open, each as "used-length=nothing".</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    /// <summary>File of the trace, when it was kept.</summary>
    public string? Trace { get; init; }
}
