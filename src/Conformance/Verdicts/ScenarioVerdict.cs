using Ballast.Conformance.Rules;

namespace Ballast.Conformance.Verdicts;

/// <summary>A verdict and what it rests on.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">What the trace says: of the tagged clauses all, of others only what is broken.</param>
/// <param name="Reason">Why it is not simply a pass, in one line; else null.</param>
public sealed record ScenarioVerdict(Verdict Verdict, IReadOnlyList<Finding> Findings, string? Reason);
