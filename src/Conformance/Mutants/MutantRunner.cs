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
public sealed class MutantRunner(SuiteOptions options) : IDisposable
{
    private readonly IReadOnlyList<Scenario> _scenarios = SuiteSelection.Load(options).Scenarios;
    private readonly ConcurrentDictionary<string, IReadOnlySet<ClauseId>> _clean = [];
    private readonly SemaphoreSlim _cleaning = new(1);

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
        var chosen = mutants.Select(ScenariosFor).ToList();
        await RunCleanAsync([.. chosen.SelectMany(s => s).Distinct()], cancellation);
        var reports = new MutantReport[mutants.Count];
        var gate = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism), CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, mutants.Count), parallel, async (i, _) =>
        {
            var report = await RunAsync(mutants[i], chosen[i], cancellation);
            reports[i] = report;
            lock (gate) finished?.Invoke(report);
        });
        return reports;
    }

    /// <inheritdoc/>
    public void Dispose() => _cleaning.Dispose();

    private async Task<MutantReport> RunAsync(Mutant mutant, IReadOnlyList<Scenario> scenarios, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var found = await BrokenAsync(mutant, scenarios, 1, cancellation);
        var broken = new SortedSet<ClauseId>();
        var where = new List<string>();
        foreach (var scenario in scenarios)
        {
            var here = found[scenario.Id].Except(_clean[scenario.Id]).ToList();
            if (here.Count > 0) where.Add(scenario.Id);
            broken.UnionWith(here);
        }
        return new(mutant, [.. broken], where, scenarios.Count, clock.Elapsed);
    }

    private async Task RunCleanAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellation)
    {
        await _cleaning.WaitAsync(cancellation);
        try
        {
            var found = await BrokenAsync(null, [.. scenarios.Where(s => !_clean.ContainsKey(s.Id))], options.Parallelism, cancellation);
            foreach (var (id, broken) in found) _clean[id] = broken;
        }
        finally
        {
            _cleaning.Release();
        }
    }

    // The counterpart goes by the scenario's script whatever the other side does: what a fault makes of that is not its own.
    private static bool Counts(Finding finding, Scenario scenario, Mutant? mutant) =>
        mutant is null || finding.Side == mutant.Side || mutant.Breaks.Contains(finding.Clause) || ScenarioSides.UnderTest(scenario).Contains(finding.Side);

    private IReadOnlyList<Scenario> ScenariosFor(Mutant mutant) =>
    [
        .. _scenarios.Where(s => IsThorough ? ScenarioSides.Of(s) == mutant.Side : ScenarioClauses.Of(s).Any(c => mutant.Breaks.Contains(c.Id))),
    ];

    private async Task<IReadOnlyDictionary<string, IReadOnlySet<ClauseId>>> BrokenAsync(
        Mutant? mutant, IReadOnlyList<Scenario> scenarios, int parallelism, CancellationToken cancellation)
    {
        var broken = new ConcurrentDictionary<string, IReadOnlySet<ClauseId>>();
        var runner = new SuiteRunner(options with { Mutant = mutant, Parallelism = parallelism });
        await runner.RunAsync(
            scenarios,
            report => broken[report.Scenario.Id] =
                report.Findings.Where(f => f.Outcome == RuleOutcome.Broken && Counts(f, report.Scenario, mutant)).Select(f => f.Clause).ToHashSet(),
            cancellation: cancellation);
        return broken;
    }
}
