using System.Globalization;
using System.Text;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Steps;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio.Tracing.Text;

namespace Ballast.Conformance.Suite;

/// <summary>
/// What people see of a scenario that is not simply passed: clause, expected, actual, the event with its neighbours, what
/// others do about the clause, how to run it again. Nothing is said twice.
/// </summary>
public static class FailureText
{
    private const int Neighbours = 3;
    private const int Practices = 3;

    /// <summary>The text, several lines without a line end at the last.</summary>
    /// <param name="report">The scenario.</param>
    /// <param name="again">The command line that runs just this again; null to leave it out.</param>
    public static string Of(ScenarioReport report, string? again = null)
    {
        var result = report.Result;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Verdict.Name().ToUpperInvariant()}  {result.Name}\n");
        var broken = WorstOf(result.Findings);
        var clauses = ScenarioClauses.Of(report.Scenario);
        foreach (var clause in clauses.Where(c => c.Id != broken?.Clause)) Line(text, $"{clause.Id}  {clause.Level.Words()}  {clause.Statement}");
        if (broken is not null && ClauseCatalogue.Default.TryFind(broken.Clause, out var worst)) Line(text, $"{worst.Id}  {worst.Level.Words()}  {worst.Origin}");
        text.Append('\n');
        AppendDifference(text, report, broken);
        AppendEvents(text, report, broken);
        text.Append('\n');
        AppendPractices(text, broken is null ? clauses.Select(c => c.Id) : [broken.Clause]);
        Line(text, $"at        {result.Id}");
        if (again is not null) Line(text, $"again     {again}");
        return text.ToString(0, text.Length - 1);
    }

    // A duty that is broken outweighs a recommendation, as in the verdict.
    private static Finding? WorstOf(IReadOnlyList<Finding> findings)
    {
        var broken = findings.Where(f => f.Outcome == RuleOutcome.Broken).ToList();
        return broken.Find(f => ClauseCatalogue.Default.TryFind(f.Clause, out var clause) && !clause.Level.IsRecommendation()) ?? broken.FirstOrDefault();
    }

    private static void AppendDifference(StringBuilder text, ScenarioReport report, Finding? broken)
    {
        var failure = report.Outcome.Exception as StepFailureException;
        var golden = report.Golden is { Outcome: not GoldenOutcome.Conforms } differing ? differing : null;
        if (broken is not null)
        {
            if (ClauseCatalogue.Default.TryFind(broken.Clause, out var clause)) Line(text, $"expected  {clause.Statement}");
            Line(text, $"actual    {broken.Message} (#{broken.Event})");
            foreach (var other in report.Result.Findings.Where(f => f.Outcome == RuleOutcome.Broken && f != broken))
                Line(text, $"also      {other.Clause}: {other.Message} (#{other.Event})");
            if (failure is not null) Line(text, $"also      {failure.Message}");
        }
        else if (failure is not null)
        {
            Line(text, $"expected  {failure.Expected}");
            Line(text, $"actual    {failure.Actual}");
        }
        else if (golden?.Result is { Expected: { } expected } where)
        {
            Line(text, $"expected  {expected}");
            Line(text, $"actual    {where.Actual ?? "nothing: the trace ends"}");
            Line(text, $"golden    {golden.Name}, which differs where it {(golden.Outcome == GoldenOutcome.DiffersWhereItMay ? "may" : "must not")}");
            return;
        }
        else if (report.Result.Reason is { } reason)
        {
            Line(text, reason);
        }
        if (golden is not null && golden.Difference != report.Result.Reason) Line(text, $"also      {golden.Difference}");
    }

    private static void AppendEvents(StringBuilder text, ScenarioReport report, Finding? broken)
    {
        if (report.Trace is not { } trace) return;
        long? sequence = broken?.Event ?? (report.Outcome.Exception is StepFailureException ? null : report.Golden?.Result?.Event?.Sequence);
        if (sequence is null) return;
        int at = trace.Events.Select((e, i) => (e.Sequence, Index: i)).FirstOrDefault(e => e.Sequence == sequence, (0, -1)).Index;
        if (at < 0) return;
        text.Append('\n');
        for (int i = Math.Max(0, at - Neighbours); i <= Math.Min(trace.Events.Count - 1, at + Neighbours); i++)
            text.Append(CultureInfo.InvariantCulture, $"    {(i == at ? "▶" : " ")} {TraceText.Line(trace.Events[i], trace.Header.Dialect)}\n");
    }

    private static void AppendPractices(StringBuilder text, IEnumerable<ClauseId> clauses)
    {
        string label = "elsewhere";
        foreach (var practice in clauses.SelectMany(FieldPractices.Default.Of).Take(Practices))
        {
            Line(text, $"{label} {practice}");
            label = "         ";
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append("      ").Append(line).Append('\n');
}
