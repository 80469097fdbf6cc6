using Ballast.Conformance.Clauses;
using Ballast.Conformance.Golden;
using Ballast.Conformance.QemuStreams;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Tracing;

namespace Ballast.Cli.Checking;

/// <summary>What a recorded trace says about every clause.</summary>
/// <param name="Name">What the user calls the trace: its file, as a rule.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Findings">Findings of all rules.</param>
/// <param name="GoldenName">The golden trace that it was compared with, or null.</param>
/// <param name="Golden">How it compares with that one, or null.</param>
internal sealed record JudgedTrace(string Name, Trace Trace, IReadOnlyList<Finding> Findings, string? GoldenName, GoldenResult? Golden)
{
    private static readonly HashSet<Side> AllSides = [.. Enum.GetValues<Side>()];

    /// <summary>What a recorded stream of the same migration makes of the guest, or null when there is none.</summary>
    public StreamJudgement? Stream { get; private init; }

    /// <summary>What breaks a clause, clause by clause: musts first.</summary>
    public IReadOnlyList<IGrouping<ClauseId, Finding>> Broken =>
        [.. Findings.Where(f => f.Outcome == RuleOutcome.Broken).GroupBy(f => f.Clause).OrderBy(g => LevelOf(g.Key).IsRecommendation()).ThenBy(g => g.Key)];

    /// <summary>What was exercised and kept.</summary>
    public IReadOnlyList<Finding> Kept => [.. Findings.Where(f => f.Outcome == RuleOutcome.Kept)];

    /// <summary>How many clauses the trace says nothing about.</summary>
    public int NotExercised => Findings.Count(f => f.Outcome == RuleOutcome.NotExercised);

    /// <summary>The sides that broke a clause, the one that broke most first.</summary>
    public IReadOnlyList<Side> Blame => [.. Broken.GroupBy(g => g.First().Side).OrderByDescending(s => s.Count()).Select(s => s.Key)];

    /// <summary>Fail, warn, pass; inconclusive when nothing was exercised.</summary>
    public Verdict Verdict => Kept.Count == 0 && Broken.Count == 0 && Golden is null
        ? Verdict.Inconclusive
        : VerdictOf.Scenario(StepsOutcome.Passed, null, [], Findings, AllSides, Golden?.Outcome ?? GoldenOutcome.Conforms).Verdict;

    /// <summary>Judges a trace.</summary>
    public static JudgedTrace Judge(string name, Trace trace, GoldenTrace? golden = null) =>
        new(name, trace, Conformance.Rules.Judge.Run(trace), golden?.Name, golden is null ? null : GoldenMatcher.Compare(golden, trace));

    /// <summary>Judges a trace and a stream that QEMU sent meanwhile.</summary>
    /// <exception cref="WrongUseException">They are not of the same machine.</exception>
    public static JudgedTrace Judge(string name, Trace trace, QemuStreamImage image, GoldenTrace? golden = null)
    {
        try
        {
            var stream = StreamJudge.Run(trace, image);
            var judged = Judge(name, trace, golden);
            // The stream says more than the trace alone: where it finds a clause broken, nothing keeps it.
            var broken = stream.Findings.Where(f => f.Outcome == RuleOutcome.Broken).Select(f => f.Clause).ToHashSet();
            var known = stream.Findings.Select(f => f.Clause).ToHashSet();
            var others = judged.Findings.Where(f => f.Outcome switch
            {
                RuleOutcome.Broken => true,
                RuleOutcome.Kept => !broken.Contains(f.Clause),
                _ => !known.Contains(f.Clause),
            }).ToList();
            var added = stream.Findings.Where(f => f.Outcome == RuleOutcome.Broken || others.All(o => o.Clause != f.Clause));
            return judged with { Findings = [.. others.Concat(added).OrderBy(f => f.Clause)], Stream = stream };
        }
        catch (StreamMismatchException e)
        {
            throw new WrongUseException(e.Message);
        }
    }

    /// <summary>The same, by clauses that bind these sides alone: what the others do is stimulus.</summary>
    public JudgedTrace Of(IReadOnlySet<Side> sides) => this with { Findings = [.. Findings.Where(f => sides.Contains(f.Side))] };

    /// <summary>How binding a clause is.</summary>
    public static ClauseLevel LevelOf(ClauseId clause) => ClauseCatalogue.Default[clause].Level;

    /// <summary>What the shell is told of several traces.</summary>
    public static ExitCode ExitCodeOf(IReadOnlyCollection<JudgedTrace> traces)
    {
        if (traces.Any(t => t.Verdict == Verdict.Fail)) return ExitCode.Unexpected;
        return traces.All(t => t.Verdict == Verdict.Inconclusive) ? ExitCode.NothingRan : ExitCode.AsExpected;
    }
}
