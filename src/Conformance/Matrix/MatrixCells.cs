using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Matrix;

/// <summary>What runs showed of clauses.</summary>
public static class MatrixCells
{
    /// <summary>As tables have it.</summary>
    public static string Name(this MatrixCell cell) => cell switch
    {
        MatrixCell.Kept => "kept",
        MatrixCell.Expected => "expected",
        MatrixCell.Broken => "broken",
        _ => "–",
    };

    /// <summary>What a run showed, for each clause that it came to.</summary>
    public static IReadOnlyDictionary<ClauseId, MatrixCell> Of(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var cells = new Dictionary<ClauseId, MatrixCell>();
        void See(ClauseId clause, MatrixCell cell) => cells[clause] = cell > cells.GetValueOrDefault(clause) ? cell : cells.GetValueOrDefault(clause);
        foreach (var result in report.Results)
        {
            // What could not be run to its end says nothing about anybody.
            if (result.Verdict is Verdict.NotApplicable or Verdict.Unsupported or Verdict.SuiteError) continue;
            foreach (var finding in result.Findings.Where(f => f.Outcome == RuleOutcome.Kept)) See(finding.Clause, MatrixCell.Kept);
            foreach (var clause in Deviating(result)) See(clause, result.Verdict is Verdict.Fail or Verdict.Warn ? MatrixCell.Broken : MatrixCell.Expected);
        }
        return cells;
    }

    /// <summary>The clauses that a scenario shows broken: by what was found, or those that it is about when a step or a golden trace
    /// showed it.</summary>
    internal static IReadOnlyList<ClauseId> Deviating(ScenarioResult result)
    {
        var broken = result.Findings.Where(f => f.Outcome == RuleOutcome.Broken).Select(f => f.Clause).Distinct().Order().ToList();
        bool isDuty = broken.Any(c => !ClauseCatalogue.Default.TryFind(c, out var clause) || !clause.Level.IsRecommendation());
        return result.Verdict is Verdict.Fail && !isDuty || result.Verdict is Verdict.ExpectedFail && broken.Count == 0 ? [.. result.Clauses.Union(broken).Order()] : broken;
    }
}
