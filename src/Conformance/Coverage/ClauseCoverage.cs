using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Coverage;

/// <summary>What covers a clause.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Rule">Name of the rule that judges it; null when it has none.</param>
/// <param name="Scenarios">The scenarios that are tagged with it, by id, in catalogue order.</param>
/// <param name="Mutants">The mutants that break it, by id, in the order of their catalogue.</param>
/// <param name="Excuse">Why it has no rule; null when it has one, or when nothing excuses that.</param>
/// <param name="Disputes">What is disputed about its text.</param>
public sealed record ClauseCoverage(
    Clause Clause, string? Rule, IReadOnlyList<string> Scenarios, IReadOnlyList<string> Mutants, string? Excuse,
    IReadOnlyList<DisputedClause> Disputes)
{
    /// <summary>How it stands.</summary>
    public CoverageStatus Status =>
        Excuse is not null ? CoverageStatus.Untestable : Missing.Any() ? CoverageStatus.Uncovered : CoverageStatus.Covered;

    /// <summary>What it lacks: a rule, a scenario, a mutant.</summary>
    public IEnumerable<string> Missing
    {
        get
        {
            if (Rule is null) yield return "rule";
            if (Scenarios.Count == 0) yield return "scenario";
            if (Mutants.Count == 0) yield return "mutant";
        }
    }

    /// <summary>Whether its text is disputed.</summary>
    public bool IsDisputed => Disputes.Count > 0;

    /// <summary>Names of the ways in which it is read, where its text is disputed.</summary>
    public IEnumerable<string> Interpretations => Disputes.SelectMany(d => d.Interpretations);
}
