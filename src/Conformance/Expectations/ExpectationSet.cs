using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Expectations;

/// <summary>What is expected to fail.</summary>
/// <param name="expectations">The expectations.</param>
public sealed class ExpectationSet(IReadOnlyList<Expectation> expectations)
{
    /// <summary>Nothing is expected to fail.</summary>
    public static ExpectationSet Empty { get; } = new([]);

    /// <summary>The expectations, in the order of their files.</summary>
    public IReadOnlyList<Expectation> All => expectations;

    /// <summary>Reads expectations.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">YAML: a list of {scenario or clause, when, match, verdict, reason, link}.</param>
    /// <exception cref="ExpectationException">The text is malformed.</exception>
    public static ExpectationSet Parse(string file, string text) => new(new ExpectationReader(file, text).Read());

    /// <summary>These expectations and others.</summary>
    public ExpectationSet With(ExpectationSet more) => new([.. expectations, .. more.All]);

    /// <summary>Holds the expectations against a verdict.</summary>
    /// <param name="id">Id of the scenario.</param>
    /// <param name="name">Name of the scenario.</param>
    /// <param name="tagged">The clauses that it is tagged with.</param>
    /// <param name="sides">The sides of the run.</param>
    /// <param name="verdict">The verdict without expectations.</param>
    /// <param name="without">
    /// The verdict once more, had the given clauses not been broken: what is expected of one clause does not excuse another.
    /// </param>
    public ScenarioVerdict Apply(
        string id, string name, IReadOnlyCollection<ClauseId> tagged, ExpectedSides sides, ScenarioVerdict verdict,
        Func<IReadOnlySet<ClauseId>, ScenarioVerdict> without)
    {
        if (verdict.Verdict is Verdict.NotApplicable or Verdict.Unsupported or Verdict.SuiteError) return verdict;
        // Those that must be met come first: what may pass speaks of many.
        var here = expectations.Where(e => sides.Meet(e.When) && e.Names(id, name)).OrderBy(e => e.MayPass).ToList();
        foreach (var whole in here.Where(e => e.Clause is null))
        {
            if (whole.Explains(verdict)) return Expected(verdict, whole);
            if (whole.MayPass) continue;
            if (verdict.Verdict is Verdict.Pass || (verdict.Verdict is Verdict.Warn && whole.Verdict == Verdict.Fail)) return Unexpected(verdict, whole);
        }
        var rest = ApplyToClauses(here.Where(e => e.Clause is not null).ToList(), tagged, verdict, without);
        // A known fault of a clause may hide that of the scenario.
        return here.FirstOrDefault(e => e.Clause is null && e.Explains(rest)) is { } hidden ? Expected(rest, hidden) : rest;
    }

    private static ScenarioVerdict ApplyToClauses(
        List<Expectation> here, IReadOnlyCollection<ClauseId> tagged, ScenarioVerdict verdict, Func<IReadOnlySet<ClauseId>, ScenarioVerdict> without)
    {
        var excused = new Dictionary<ClauseId, Expectation>();
        foreach (var finding in verdict.Findings.Where(f => f.Outcome == RuleOutcome.Broken))
        {
            if (here.FirstOrDefault(e => Pattern.Matches(e.Clause, finding.Clause.Value) && e.Says(finding.Message)) is { } expectation)
                excused.TryAdd(finding.Clause, expectation);
        }
        if (excused.Count == 0)
        {
            var surprise = here.FirstOrDefault(e => e.Verdict != Verdict.Inconclusive && !e.MayPass && e.Scenario is not null && tagged.Any(c => Pattern.Matches(e.Clause, c.Value)));
            surprise ??= here.FirstOrDefault(e => e.Verdict != Verdict.Inconclusive && !e.MayPass && tagged.Count == 1 && Pattern.Matches(e.Clause, tagged.First().Value));
            return surprise is not null && verdict.Verdict == Verdict.Pass ? Unexpected(verdict, surprise) : verdict;
        }
        var rest = without(excused.Keys.ToHashSet());
        var first = excused.OrderBy(e => e.Key).First().Value;
        bool ofTagged = tagged.Any(excused.ContainsKey);
        return rest.Verdict switch
        {
            Verdict.Fail or Verdict.SuiteError => rest,
            _ when ofTagged => Expected(verdict, first),
            // What is known of another clause does not make this scenario a failure, expected or not.
            _ => rest with { Findings = verdict.Findings, Reason = rest.Reason ?? $"expected of another clause: {first.Reason}" },
        };
    }

    private static ScenarioVerdict Expected(ScenarioVerdict verdict, Expectation expectation) => verdict with
    {
        Verdict = Verdict.ExpectedFail,
        Reason = $"{expectation.Reason}{(expectation.Link is null ? "" : $" ({expectation.Link})")}: {verdict.Reason}",
    };

    private static ScenarioVerdict Unexpected(ScenarioVerdict verdict, Expectation expectation) => verdict with
    {
        Verdict = Verdict.UnexpectedPass,
        Reason = $"{expectation.Origin} expects {expectation.Verdict.Name()}: {expectation.Reason}",
    };
}
