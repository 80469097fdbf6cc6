namespace Ballast.Conformance.Scenarios;

/// <summary>Runs the hooks and steps of one scenario, one after the other, and decides which are skipped.</summary>
internal sealed class StepRun(BindingSet bindings, TimeProvider time, ScenarioContext context, CancellationToken cancelled)
{
    public async Task<StepResult> RunAsync(PlannedStep planned)
    {
        var at = time.GetUtcNow();
        context.Step = planned.Step;
        if (Untouched(planned, at) is { } known)
            return known;
        var start = time.GetTimestamp();
        Exception? thrown;
        try
        {
            // A hook that tidies up runs to its end; steps do not begin once the run is cancelled.
            if (planned.Hook?.Kind != HookKind.AfterScenario)
                context.Cancellation.ThrowIfCancellationRequested();
            thrown = await ThrownByAsync(planned).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            thrown = e;
        }
        var (status, reason) = Classify(thrown);
        return new StepResult(planned, status, at, time.GetElapsedTime(start))
        {
            Reason = reason,
            Exception = thrown,
            Attachments = context.Attachments.Take(),
        };
    }

    /// <summary>The result of what is not run: skipped, undefined, ambiguous. Null when it is to be run.</summary>
    private StepResult? Untouched(PlannedStep planned, DateTimeOffset at)
    {
        var so = context.Status;
        if (planned.Hook?.Kind == HookKind.AfterScenario)
            return null;
        var isSkipped = so is StepStatus.Skipped or StepStatus.NotApplicable or StepStatus.Unsupported;
        if (planned.Definition != StepStatus.Passed && !isSkipped)
            return Unbound(planned, at);
        return so == StepStatus.Passed ? null : new StepResult(planned, StepStatus.Skipped, at, TimeSpan.Zero);
    }

    private StepResult Unbound(PlannedStep planned, DateTimeOffset at)
    {
        if (planned.Definition == StepStatus.Ambiguous)
        {
            return new StepResult(planned, StepStatus.Ambiguous, at, TimeSpan.Zero)
            {
                Reason = $"several step definitions fit: {string.Join(", ", planned.Matches.Select(m => m.Binding))}",
            };
        }
        var snippets = bindings.Suggest(planned.Step!);
        return new StepResult(planned, StepStatus.Undefined, at, TimeSpan.Zero)
        {
            Reason = $"no step definition fits; write one for \"{snippets[0].Expression}\"",
            Snippets = snippets,
        };
    }

    private async Task<Exception?> ThrownByAsync(PlannedStep planned)
    {
        if (planned.Hook is { } hook)
        {
            await hook.Method.InvokeInjectedAsync(context.Container).ConfigureAwait(false);
            return null;
        }
        var thrown = await CatchAsync(async () =>
        {
            foreach (var before in bindings.HooksOf(HookKind.BeforeStep, context.Scenario.Tags))
                await before.Method.InvokeInjectedAsync(context.Container).ConfigureAwait(false);
            await RunStepAsync(planned.Step!, planned.Matches[0]).ConfigureAwait(false);
        }).ConfigureAwait(false);
        foreach (var after in bindings.HooksOf(HookKind.AfterStep, context.Scenario.Tags))
        {
            var late = await CatchAsync(() => after.Method.InvokeInjectedAsync(context.Container)).ConfigureAwait(false);
            thrown ??= late;
        }
        return thrown;
    }

    private ValueTask RunStepAsync(ScenarioStep step, StepMatch match)
    {
        var method = match.Binding.Method;
        List<object?> arguments = [.. match.Arguments.Select((a, i) => Convert(a, method.Parameters[i]))];
        if (arguments.Count < method.Parameters.Count)
            arguments.Add(BlockUnder(step, method.Parameters[^1]) ?? throw new BindingException($"{match.Binding.Source} expects a {method.Parameters[^1].Name} under the step, and there is none"));
        else if (step.Table is not null || step.DocString is not null)
            throw new BindingException($"{match.Binding.Source} takes no {(step.Table is null ? "doc string" : "table")}, and one stands under the step");
        return method.InvokeAsync(context.Container, [.. arguments]);
    }

    private object? Convert(StepArgument argument, Type target)
    {
        try
        {
            return argument.Value(target, bindings.Types, context.Container);
        }
        catch (Exception e) when (e is FormatException or OverflowException or NotSupportedException)
        {
            throw new FormatException($"the argument '{argument.Group.Value}' is no {target.Name}: {e.Message}", e);
        }
    }

    private static object? BlockUnder(ScenarioStep step, Type wanted) =>
        wanted == typeof(DataTable) ? step.Table
        : wanted == typeof(DocString) ? step.DocString
        : wanted == typeof(string) ? step.DocString?.Content
        : null;

    private (StepStatus Status, string? Reason) Classify(Exception? thrown) => thrown switch
    {
        null => (StepStatus.Passed, null),
        StepNotApplicableException => (StepStatus.NotApplicable, thrown.Message),
        StepUnsupportedException => (StepStatus.Unsupported, thrown.Message),
        PendingStepException => (StepStatus.Pending, thrown.Message),
        OperationCanceledException when cancelled.IsCancellationRequested => (StepStatus.Skipped, "cancelled"),
        OperationCanceledException when context.Cancellation.IsCancellationRequested => (StepStatus.Failed, "the scenario did not end within its time"),
        _ => (StepStatus.Failed, thrown.Message),
    };

    private static async Task<Exception?> CatchAsync(Func<ValueTask> what)
    {
        try
        {
            await what().ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
