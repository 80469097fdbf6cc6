using Ballast.Conformance.Clauses;
using Ballast.Conformance.Expectations;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Suite;

/// <summary>
/// A file of expectations, brought up to date with a run: what failed and was not expected is entered, to be explained by a
/// person; what is expected and no longer fails goes, if all that it speaks of was run.
/// </summary>
/// <param name="Text">The new text of the file.</param>
/// <param name="Added">How many entries are new.</param>
/// <param name="Removed">How many entries went.</param>
/// <param name="Kept">How many stayed.</param>
public sealed record UpdatedExpectations(string Text, int Added, int Removed, int Kept)
{
    /// <summary>Brings a file up to date.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">Its text, empty for a new one.</param>
    /// <param name="options">What was run.</param>
    /// <param name="selection">What was selected.</param>
    /// <param name="sides">With whom.</param>
    /// <param name="reports">What came of it.</param>
    /// <exception cref="ExpectationException">The file is malformed, or not a plain list.</exception>
    public static UpdatedExpectations Of(
        string file, string text, SuiteOptions options, SuiteSelection selection, ExpectedSides sides, IReadOnlyList<ScenarioReport> reports)
    {
        var entries = ExpectationSet.Parse(file, text).All;
        // As they stand in the features, whichever was over first.
        var places = selection.Scenarios.Index().ToDictionary(s => s.Item.Id, s => s.Index);
        var judged = reports.Where(r => r.Result.Verdict is not (Verdict.NotApplicable or Verdict.Unsupported or Verdict.SuiteError))
            .OrderBy(r => places.GetValueOrDefault(r.Scenario.Id)).ToList();
        var removed = entries.Index()
            .Where(e => sides.Meet(e.Item.When) && WasRun(e.Item, options, selection, judged) && !judged.Any(r => Happened(e.Item, r)))
            .Select(e => e.Index).ToHashSet();
        var added = New(judged, sides);
        return new(ExpectationEdit.Apply(file, text, removed, added), added.Count, removed.Count, entries.Count - removed.Count);
    }

    private static bool Happened(Expectation entry, ScenarioReport report) =>
        entry.Names(report.Result.Id, report.Result.Name) && entry.Explains(report.Plain!);

    // A run of some scenarios says nothing about the others that an entry may speak of.
    private static bool WasRun(Expectation entry, SuiteOptions options, SuiteSelection selection, List<ScenarioReport> judged)
    {
        var spoken = judged.Where(r => entry.Names(r.Result.Id, r.Result.Name)
            && (entry.Clause is null || r.Plain!.Findings.Any(f => Pattern.Matches(entry.Clause, f.Clause.Value)))).Select(r => r.Result.Id).ToHashSet();
        if (spoken.Count == 0) return false;
        if (options is { Features.Count: 0, Tags: null, Dialect: null, Shard: null }) return true;
        if (entry.Scenario is null || entry.Scenario.Contains('*', StringComparison.Ordinal)) return false;
        return selection.Catalogue.Features.SelectMany(f => f.Scenarios).Where(s => entry.Names(s.Id, s.ToString())).All(s => spoken.Contains(s.Id));
    }

    private static List<Expectation> New(List<ScenarioReport> judged, ExpectedSides sides)
    {
        var added = new List<Expectation>();
        var when = new ExpectationCondition(sides.Driver, sides.Device == "reference" ? null : sides.Device, null);
        foreach (var report in judged.Where(r => r.Result.Verdict is Verdict.Fail or Verdict.Inconclusive))
        {
            var plain = report.Plain!;
            // A name outlives a line, but must not excuse a namesake that passes.
            bool isAlone = judged.Where(r => r.Result.Name == report.Result.Name)
                .All(r => r.Plain!.Verdict == plain.Verdict && MatchOf(r.Plain) == MatchOf(plain));
            string scenario = isAlone && !report.Result.Name.AsSpan().ContainsAny(@"*?\") ? report.Result.Name : report.Result.Id;
            if (added.Any(e => e.Scenario == scenario)) continue;
            added.Add(new(scenario, null, when, MatchOf(plain), plain.Verdict, $"{Expectation.Unexplained}: {plain.Reason}", null, ""));
        }
        return added;
    }

    // A clause is a match that holds from run to run; numbers of events and addresses are not.
    private static string? MatchOf(ScenarioVerdict plain)
    {
        string? first = plain.Reason?.Split(':')[0];
        return first is not null && ClauseCatalogue.Default.TryFind(first, out _) ? first : null;
    }
}
