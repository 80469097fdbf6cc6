namespace Ballast.Conformance.Scenarios;

/// <summary>One scenario on its way: its container, its hooks and steps, its judge.</summary>
internal sealed class ScenarioRun(BindingSet bindings, RunOptions options, ObserverGroup observers, ScenarioPlan plan)
{
    private readonly List<StepResult> _results = [];

    public async Task<ScenarioResult> RunAsync(CancellationToken cancellation)
    {
        observers.Tell(o => o.ScenarioStarted(plan));
        var at = options.Time.GetUtcNow();
        var start = options.Time.GetTimestamp();
        using var limit = new CancellationTokenSource(options.ScenarioTimeout ?? Timeout.InfiniteTimeSpan, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var container = bindings.NewContainer();
        ScenarioOutcome outcome;
        Exception? disposal;
        try
        {
            outcome = await RunInAsync(container, either.Token, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // Also when an observer threw: what the scenario opened must not outlive it.
            disposal = await DisposeAsync(container).ConfigureAwait(false);
        }
        if (disposal is { } e && outcome.Status != StepStatus.Failed)
            outcome = ScenarioOutcome.SuiteFault("after the scenario", e) with { Detail = outcome.Detail };
        var result = new ScenarioResult(plan, outcome, _results, at, options.Time.GetElapsedTime(start));
        observers.Tell(o => o.ScenarioFinished(result));
        return result;
    }

    private async Task<ScenarioOutcome> RunInAsync(ScenarioContainer container, CancellationToken either, CancellationToken cancelled)
    {
        var attachments = new Attachments(options.Time);
        var context = new ScenarioContext(plan.Scenario, container, attachments, either);
        container.Register(container);
        container.Register(attachments);
        container.Register(context);
        try
        {
            options.Configure?.Invoke(container);
        }
        catch (Exception e)
        {
            return ScenarioOutcome.SuiteFault("setting up the scenario", e);
        }
        var steps = new StepRun(bindings, options.Time, context, cancelled);
        foreach (var planned in plan.Steps)
        {
            var result = await steps.RunAsync(planned).ConfigureAwait(false);
            _results.Add(result);
            context.Status = _results.Max(r => r.Status);
            observers.Tell(o => o.StepFinished(plan, result));
        }
        var outcome = ScenarioOutcome.Of(_results);
        if (options.Judge is not { } judge)
            return outcome;
        try
        {
            return await judge(context, outcome).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return ScenarioOutcome.SuiteFault("judging the scenario", e);
        }
    }

    private static async Task<Exception?> DisposeAsync(ScenarioContainer container)
    {
        try
        {
            await container.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
