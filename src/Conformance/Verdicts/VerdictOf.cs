using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;

namespace Ballast.Conformance.Verdicts;

/// <summary>Turns what happened and what was found into a verdict.</summary>
public static class VerdictOf
{
    /// <summary>The verdict on a scenario, before expectations are held against it.</summary>
    /// <param name="steps">How the steps ended.</param>
    /// <param name="reason">What the step that ended the scenario said, or null.</param>
    /// <param name="tagged">The clauses that the scenario is tagged with.</param>
    /// <param name="findings">Findings of all rules over its trace.</param>
    /// <param name="underTest">The sides under test: what others break is the stimulus, and not held against anybody.</param>
    /// <param name="golden">How the trace compares with its golden trace, when it has one.</param>
    public static ScenarioVerdict Scenario(
        StepsOutcome steps, string? reason, IReadOnlyCollection<Clause> tagged, IReadOnlyList<Finding> findings,
        IReadOnlySet<Side> underTest, GoldenOutcome golden = GoldenOutcome.Conforms)
    {
        var ids = tagged.Select(c => c.Id).ToHashSet();
        var levels = tagged.ToDictionary(c => c.Id, c => c.Level);
        // A clause that the scenario is tagged with counts whoever it binds.
        var broken = findings.Where(f => f.Outcome == RuleOutcome.Broken && (ids.Contains(f.Clause) || underTest.Contains(f.Side))).ToList();
        IReadOnlyList<Finding> shown = [.. findings.Where(f => ids.Contains(f.Clause) || broken.Contains(f))];

        ClauseLevel Level(Finding f) => levels.TryGetValue(f.Clause, out var level) ? level
            : ClauseCatalogue.Default.TryFind(f.Clause, out var clause) ? clause.Level : ClauseLevel.Must;

        switch (steps)
        {
            case StepsOutcome.SuiteError: return new(Verdict.SuiteError, shown, reason);
            case StepsOutcome.NotApplicable: return new(Verdict.NotApplicable, shown, reason);
            case StepsOutcome.Unsupported: return new(Verdict.Unsupported, shown, reason);
        }
        if (broken.FirstOrDefault(f => !Level(f).IsRecommendation()) is { } worst) return new(Verdict.Fail, shown, Describe(worst));
        if (steps == StepsOutcome.Failed) return new(Verdict.Fail, shown, reason);
        if (golden == GoldenOutcome.DiffersWhereItMustNot) return new(Verdict.Fail, shown, reason ?? "the golden trace differs where it must not");
        if (broken.Count > 0) return new(Verdict.Warn, shown, Describe(broken[0]));

        var exercised = findings.Where(f => f.Outcome != RuleOutcome.NotExercised).Select(f => f.Clause).ToHashSet();
        var missing = tagged.Where(c => !exercised.Contains(c.Id)).Select(c => c.Id).Order().ToList();
        if (missing.Count > 0) return new(Verdict.Inconclusive, shown, $"{string.Join(", ", missing)}: not exercised");
        return golden == GoldenOutcome.DiffersWhereItMay
            ? new(Verdict.Warn, shown, reason ?? "the golden trace differs where it may")
            : new(Verdict.Pass, shown, null);
    }

    private static string Describe(Finding finding) => $"{finding.Clause}: {finding.Message} (#{finding.Event})";
}
