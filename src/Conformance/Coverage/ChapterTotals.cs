namespace Ballast.Conformance.Coverage;

/// <summary>How many clauses of a chapter, or of all, are covered by what.</summary>
/// <param name="Clauses">All clauses.</param>
/// <param name="Observable">Those whose keeping can be observed.</param>
/// <param name="WithRule">Observable ones that have a rule.</param>
/// <param name="WithScenario">Observable ones that have a scenario.</param>
/// <param name="WithMutant">Observable ones that have a mutant.</param>
/// <param name="Excused">Observable ones that have no rule, for a reason.</param>
/// <param name="Uncovered">Those that lack something without a reason.</param>
/// <param name="Disputed">Those whose text is disputed.</param>
public sealed record ChapterTotals(
    int Clauses, int Observable, int WithRule, int WithScenario, int WithMutant, int Excused, int Uncovered, int Disputed)
{
    /// <summary>Counts.</summary>
    public static ChapterTotals Of(IReadOnlyCollection<ClauseCoverage> clauses)
    {
        var observable = clauses.Where(c => c.Clause.IsObservable).ToList();
        return new(
            clauses.Count,
            observable.Count,
            observable.Count(c => c.Rule is not null),
            observable.Count(c => c.Scenarios.Count > 0),
            observable.Count(c => c.Mutants.Count > 0),
            observable.Count(c => c.Status == CoverageStatus.Untestable),
            clauses.Count(c => c.Status == CoverageStatus.Uncovered),
            clauses.Count(c => c.IsDisputed));
    }
}
