using System.Collections.Concurrent;

namespace Ballast.Conformance.Scenarios;

/// <summary>Runs scenarios: hooks, steps, judge, in parallel where allowed, with results in the order asked for.</summary>
/// <param name="bindings">The step definitions and hooks.</param>
/// <param name="options">How to run.</param>
public sealed class ScenarioRunner(BindingSet bindings, RunOptions options)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<StepMatch>> _matches = new(StringComparer.Ordinal);
    private readonly ObserverGroup _observers = new(options.Observers);

    /// <summary>Finds the hooks and step definitions of scenarios, without running anything.</summary>
    public IReadOnlyList<ScenarioPlan> Plan(IEnumerable<Scenario> scenarios) => [.. scenarios.Select(Plan)];

    /// <summary>Runs scenarios. It never throws for what they do: that is in the result.</summary>
    /// <param name="scenarios">What to run.</param>
    /// <param name="cancellation">Stops the run: what is under way ends, what has not begun is skipped.</param>
    public async Task<RunResult> RunAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        List<RunHookResult> hooks = [];
        ScenarioResult[] results = [];
        Exception? error = null;
        try
        {
            _observers.Tell(o => o.RunStarted(scenarios, bindings, options.Time.GetUtcNow()));
            if (await RunHooksAsync(HookKind.BeforeTestRun, hooks).ConfigureAwait(false))
            {
                var plans = Plan(scenarios);
                _observers.Tell(o => o.ScenariosPlanned(plans));
                results = [.. plans.Select(p => NotRun(p, "cancelled"))];
                await RunPlansAsync(plans, results, cancellation).ConfigureAwait(false);
            }
            else
            {
                results = [.. scenarios.Select(s => NotRun(new ScenarioPlan(s, []), "a hook before the run failed"))];
            }
            await RunHooksAsync(HookKind.AfterTestRun, hooks).ConfigureAwait(false);
        }
        catch (ObserverException e)
        {
            error = e.InnerException;
        }
        var result = new RunResult(results, hooks)
        {
            Error = error,
            WasCancelled = cancellation.IsCancellationRequested,
            FinishedAt = options.Time.GetUtcNow(),
        };
        return _observers.TellLast(o => o.RunFinished(result)) is { } last ? result with { Error = error ?? last } : result;
    }

    private async Task RunPlansAsync(IReadOnlyList<ScenarioPlan> plans, ScenarioResult[] results, CancellationToken cancellation)
    {
        var serial = plans.Index().Where(p => p.Item.Scenario.Tags.Contains(RunOptions.SerialTag)).ToList();
        var parallel = plans.Index().Except(serial);
        await RunManyAsync(parallel, Math.Max(1, options.Parallelism)).ConfigureAwait(false);
        await RunManyAsync(serial, 1).ConfigureAwait(false);

        async Task RunManyAsync(IEnumerable<(int Index, ScenarioPlan Plan)> some, int degree)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var parallelism = new ParallelOptions { MaxDegreeOfParallelism = degree };
            await Parallel.ForEachAsync(some, parallelism, async (one, _) =>
            {
                if (stop.IsCancellationRequested)
                    return;
                try
                {
                    results[one.Index] = await new ScenarioRun(bindings, options, _observers, one.Plan).RunAsync(cancellation).ConfigureAwait(false);
                }
                catch (ObserverException)
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                    throw;
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task<bool> RunHooksAsync(HookKind kind, List<RunHookResult> results)
    {
        var succeeded = true;
        foreach (var hook in bindings.HooksOf(kind, []))
        {
            var attachments = new Attachments(options.Time);
            var container = bindings.NewContainer();
            container.Register(attachments);
            var at = options.Time.GetUtcNow();
            var start = options.Time.GetTimestamp();
            Exception? thrown = null;
            try
            {
                await using (container.ConfigureAwait(false))
                    await hook.Method.InvokeInjectedAsync(container).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                thrown = e;
                succeeded = false;
            }
            var result = new RunHookResult(hook, thrown, attachments.Take(), at, options.Time.GetElapsedTime(start));
            results.Add(result);
            _observers.Tell(o => o.RunHookFinished(result));
        }
        return succeeded;
    }

    private ScenarioPlan Plan(Scenario scenario) => new(scenario,
    [
        .. bindings.HooksOf(HookKind.BeforeScenario, scenario.Tags).Select(h => new PlannedStep(h, null, [])),
        .. scenario.Steps.Select(s => new PlannedStep(null, s, _matches.GetOrAdd(s.Text, bindings.Match))),
        .. bindings.HooksOf(HookKind.AfterScenario, scenario.Tags).Select(h => new PlannedStep(h, null, [])),
    ]);

    private static ScenarioResult NotRun(ScenarioPlan plan, string reason) =>
        new(plan, new ScenarioOutcome(StepStatus.Skipped) { Reason = reason }, [], null, TimeSpan.Zero);
}
