using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Expectations;

/// <summary>A deviation that is known: a scenario or a clause that does not pass on some side, and why.</summary>
/// <param name="Scenario">Pattern of the scenario's id or name, or null. '*' stands for anything.</param>
/// <param name="Clause">Pattern of a clause's id, or null.</param>
/// <param name="When">The sides on which it is expected.</param>
/// <param name="Match">Text that the reason must contain, or null: a failure for another reason is not the expected one.</param>
/// <param name="Verdict">The verdict that is expected.</param>
/// <param name="Reason">Why.</param>
/// <param name="Link">Where to read more, or null.</param>
/// <param name="Origin">File and line.</param>
public sealed record Expectation(
    string? Scenario, string? Clause, ExpectationCondition When, string? Match, Verdict Verdict, string Reason, string? Link, string Origin)
{
    /// <summary>How the reason of an entry begins that was written by a run, and that nobody has explained.</summary>
    public const string Unexplained = "not explained yet";

    /// <summary>Whether what it names may pass as well: a race that is not always lost, or a fault that shows in some of many scenarios.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether somebody has to say why this is expected.</summary>
    public bool IsUnexplained => Reason.StartsWith(Unexplained, StringComparison.Ordinal);

    /// <summary>Whether it speaks of a scenario.</summary>
    public bool Names(string id, string name) => Scenario is null || Pattern.Matches(Scenario, id) || Pattern.Matches(Scenario, name);

    /// <summary>Whether a scenario came to just this, before anything expected was held against it.</summary>
    public bool Explains(ScenarioVerdict plain) => Clause is null
        ? plain.Verdict == Verdict && Says(plain.Reason)
        : plain.Findings.Any(f => f.Outcome == RuleOutcome.Broken && Pattern.Matches(Clause, f.Clause.Value) && Says(f.Message));

    internal bool Says(string? text) => Match is null || text?.Contains(Match, StringComparison.OrdinalIgnoreCase) == true;
}
