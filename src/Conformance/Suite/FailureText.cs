using System.Globalization;
using System.Text;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Steps;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Text;

namespace Ballast.Conformance.Suite;

/// <summary>What people see of a scenario that is not simply passed: clause, expected, actual, the event with its neighbours, how to run it again.</summary>
public static class FailureText
{
    private const int Neighbours = 3;

    /// <summary>The text, several lines without a line end at the last.</summary>
    /// <param name="report">The scenario.</param>
    /// <param name="again">The command line that runs just this again; null to leave it out.</param>
    public static string Of(ScenarioReport report, string? again = null)
    {
        var result = report.Result;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Verdicts.VerdictNames.Name(result.Verdict).ToUpperInvariant()}  {result.Name}\n");
        foreach (var clause in ScenarioClauses.Of(report.Scenario)) AppendClause(text, clause);
        var broken = result.Findings.FirstOrDefault(f => f.Outcome == RuleOutcome.Broken);
        if (broken is not null && result.Clauses.All(c => c != broken.Clause) && ClauseCatalogue.Default.TryFind(broken.Clause, out var other)) AppendClause(text, other);
        text.Append('\n');
        if (report.Outcome.Exception is StepFailureException failure)
            text.Append(CultureInfo.InvariantCulture, $"      expected  {failure.Expected}\n      actual    {failure.Actual}\n");
        else if (result.Reason is not null)
            text.Append(CultureInfo.InvariantCulture, $"      {result.Reason}\n");
        if (broken is not null) text.Append(CultureInfo.InvariantCulture, $"      broken    {broken.Clause}: {broken.Message}\n");
        if (report.Golden is { Outcome: not Verdicts.GoldenOutcome.Conforms } golden) text.Append(CultureInfo.InvariantCulture, $"      {golden.Difference}\n");
        if (report.Trace is { } trace && broken?.Event is { } sequence) AppendEvents(text, trace, sequence);
        text.Append(CultureInfo.InvariantCulture, $"\n      at        {result.Id}");
        if (again is not null) text.Append(CultureInfo.InvariantCulture, $"\n      again     {again}");
        return text.ToString();
    }

    private static void AppendClause(StringBuilder text, Clause clause) =>
        text.Append(CultureInfo.InvariantCulture, $"      {clause.Id}  {clause.Level.Words()}  {clause.Statement}\n");

    private static void AppendEvents(StringBuilder text, Trace trace, long sequence)
    {
        text.Append('\n');
        foreach (var e in trace.Events.Where(e => Math.Abs(e.Sequence - sequence) <= Neighbours))
            text.Append(CultureInfo.InvariantCulture, $"    {(e.Sequence == sequence ? "▶" : " ")} {TraceText.Line(e, trace.Header.Dialect)}\n");
    }
}
