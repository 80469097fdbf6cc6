using Ballast.Conformance.Suite;

namespace Ballast.Conformance.Matrix;

/// <summary>Runs a matrix: one implementation after the other.</summary>
/// <param name="common">What all runs share.</param>
public sealed class MatrixRunner(SuiteOptions common)
{
    /// <summary>Told when a run begins, and how many scenarios it has.</summary>
    public Action<MatrixEntry, int>? Begun { get; init; }

    /// <summary>Told of each scenario.</summary>
    public Action<ScenarioReport>? Finished { get; init; }

    /// <summary>Told how a run went.</summary>
    public Action<MatrixRun>? Ended { get; init; }

    /// <summary>Runs them.</summary>
    /// <exception cref="SuiteSelectionException">A run selects nothing, or what cannot be read. Nothing was run then.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is left behind.</exception>
    public async Task<MatrixReport> RunAsync(IReadOnlyList<MatrixEntry> entries, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var selected = entries.Select(e => (Entry: e, Options: e.Options(common))).Select(e => (e.Entry, e.Options, Selection: SuiteSelection.Load(e.Options))).ToList();
        if (selected.Where(s => s.Selection.Scenarios.Count == 0).Select(s => s.Entry.Name).ToList() is { Count: > 0 } empty)
            throw new SuiteSelectionException([.. empty.Select(name => $"'{name}' selects no scenario")]);
        var runs = new List<MatrixRun>();
        foreach (var (entry, options, selection) in selected)
        {
            Begun?.Invoke(entry, selection.Scenarios.Count);
            var run = await RunAsync(entry, options, selection, cancellation);
            runs.Add(run);
            Ended?.Invoke(run);
        }
        return new(SuiteVersion.Name, (ulong)common.Seed, runs);
    }

    private async Task<MatrixRun> RunAsync(MatrixEntry entry, SuiteOptions options, SuiteSelection selection, CancellationToken cancellation)
    {
        SuiteRunner runner;
        try
        {
            runner = new(options);
        }
        catch (MissingPeerException e)
        {
            return new(entry, null, e.Message);
        }
        try
        {
            var unbound = runner.FindUnboundSteps(selection.Scenarios);
            if (unbound.Count > 0) throw new SuiteSelectionException(unbound);
            return new(entry, await runner.RunAsync(selection.Scenarios, Finished, cancellation: cancellation), null);
        }
        finally
        {
            await runner.EndAsync();
        }
    }
}
