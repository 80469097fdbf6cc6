using System.Collections.Concurrent;
using System.Diagnostics;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;

namespace Ballast.Conformance.Mutants;

/// <summary>
/// Runs mutants against the scenarios of the clauses that they break. What is found broken on the clean pair too is the
/// stimulus of a scenario, and counts for nothing. Runs of one runner share what is known of the clean pair.
/// </summary>
/// <param name="options">Which files, which seed, how many at a time.</param>
public sealed class MutantRunner(SuiteOptions options)
{
    // A fault that is caught is caught: more scenarios of the same clause would only say so again.
    private const int ScenariosPerClause = 4;

    private readonly IReadOnlyList<Scenario> _scenarios = SuiteSelection.Load(options).Scenarios;
    private readonly ConcurrentDictionary<string, IReadOnlySet<ClauseId>> _clean = [];
    private readonly SuiteRunner _cleanRunner = new(options with { Mutant = null, Parallelism = 1 });

    /// <summary>Whether every scenario of the mutant's side is run, and not only those of its clauses.</summary>
    public bool IsThorough { get; init; }

    /// <summary>Runs mutants.</summary>
    /// <param name="mutants">Which.</param>
    /// <param name="finished">Told of each as soon as it is known what came of it; calls do not overlap.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>One report for each, in the order asked for.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<IReadOnlyList<MutantReport>> RunAsync(
        IReadOnlyList<Mutant> mutants, Action<MutantReport>? finished = null, CancellationToken cancellation = default)
    {
        var reports = new MutantReport[mutants.Count];
        var gate = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism), CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, mutants.Count), parallel, async (i, _) =>
        {
            var report = await RunAsync(mutants[i], cancellation);
            reports[i] = report;
            lock (gate) finished?.Invoke(report);
        });
        return reports;
    }

    private async Task<MutantReport> RunAsync(Mutant mutant, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var runner = new SuiteRunner(options with { Mutant = mutant, Parallelism = 1 });
        var broken = new SortedSet<ClauseId>();
        var where = new List<string>();
        var tries = new Dictionary<ClauseId, int>();
        int tried = 0;
        foreach (var scenario in ScenariosFor(mutant))
        {
            var named = ScenarioClauses.Of(scenario).Select(c => c.Id).Intersect(mutant.Breaks).ToList();
            if (!IsThorough && named.All(c => broken.Contains(c) && tries.GetValueOrDefault(c) >= ScenariosPerClause)) continue;
            var clean = await CleanAsync(scenario, cancellation);
            var here = (await BrokenAsync(runner, mutant, scenario, cancellation)).Except(clean).ToList();
            foreach (var clause in named) tries[clause] = tries.GetValueOrDefault(clause) + 1;
            if (here.Count > 0) where.Add(scenario.Id);
            broken.UnionWith(here);
            tried++;
        }
        return new(mutant, [.. broken], where, tried, clock.Elapsed);
    }

    private async Task<IReadOnlySet<ClauseId>> CleanAsync(Scenario scenario, CancellationToken cancellation)
    {
        if (_clean.TryGetValue(scenario.Id, out var known)) return known;
        return _clean[scenario.Id] = await BrokenAsync(_cleanRunner, null, scenario, cancellation);
    }

    // The counterpart goes by the scenario's script whatever the other side does: what a fault makes of that is not its own.
    private static bool Counts(Finding finding, Scenario scenario, Mutant? mutant) =>
        mutant is null || finding.Side == mutant.Side || mutant.Breaks.Contains(finding.Clause) || ScenarioSides.UnderTest(scenario).Contains(finding.Side);

    private IReadOnlyList<Scenario> ScenariosFor(Mutant mutant) =>
    [
        .. _scenarios.Where(s => IsThorough ? ScenarioSides.Of(s) == mutant.Side : ScenarioClauses.Of(s).Any(c => mutant.Breaks.Contains(c.Id))),
    ];

    private static async Task<IReadOnlySet<ClauseId>> BrokenAsync(SuiteRunner runner, Mutant? mutant, Scenario scenario, CancellationToken cancellation)
    {
        IReadOnlySet<ClauseId> broken = new HashSet<ClauseId>();
        await runner.RunAsync(
            [scenario],
            report => broken =
                report.Findings.Where(f => f.Outcome == RuleOutcome.Broken && Counts(f, scenario, mutant)).Select(f => f.Clause).ToHashSet(),
            cancellation: cancellation);
        return broken;
    }
}
