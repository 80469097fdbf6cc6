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
    string? Scenario, string? Clause, ExpectationCondition When, string? Match, Verdict Verdict, string Reason, string? Link, string Origin);
