namespace Ballast.Conformance.Scenarios;

/// <summary>All step definitions, hooks and parameter types of a run, read and checked.</summary>
public sealed class BindingSet
{
    private readonly List<Action<ScenarioContainer>> _services;

    internal BindingSet(
        ParameterTypes types, List<StepBinding> steps, List<HookBinding> hooks,
        List<UndefinedParameterType> undefined, List<Action<ScenarioContainer>> services)
    {
        Types = types;
        Steps = steps;
        Hooks = hooks;
        UndefinedParameterTypes = undefined;
        _services = services;
    }

    /// <summary>The step definitions, in the order of registration.</summary>
    public IReadOnlyList<StepBinding> Steps { get; }

    /// <summary>The hooks, in the order of registration.</summary>
    public IReadOnlyList<HookBinding> Hooks { get; }

    /// <summary>The parameter types that were added, in the order of registration.</summary>
    public IReadOnlyList<ParameterType> ParameterTypes => Types.Added;

    /// <summary>What expressions use and nobody defined.</summary>
    public IReadOnlyList<UndefinedParameterType> UndefinedParameterTypes { get; }

    internal ParameterTypes Types { get; }

    /// <summary>The step definitions that fit a text: one is right, none is undefined, several are ambiguous.</summary>
    public IReadOnlyList<StepMatch> Match(string text)
    {
        List<StepMatch> matches = [];
        foreach (var step in Steps)
        {
            // A method may be bound twice (Given and When): it is one definition.
            if (step.Pattern.Match(text) is { } arguments && !matches.Any(m => m.Binding.Method == step.Method))
                matches.Add(new StepMatch(step, arguments));
        }
        return matches;
    }

    /// <summary>C# to paste for a step that has no definition, the likeliest first.</summary>
    public IReadOnlyList<StepSnippet> Suggest(ScenarioStep step) => SnippetWriter.Suggest(step, Types);

    internal ScenarioContainer NewContainer()
    {
        var container = new ScenarioContainer();
        foreach (var register in _services)
            register(container);
        return container;
    }

    internal List<HookBinding> HooksOf(HookKind kind, IReadOnlyCollection<string> tags)
    {
        var hooks = Hooks.Where(h => h.Kind == kind && h.Tags.Matches(tags)).OrderBy(h => h.Order).ToList();
        if (kind is HookKind.AfterStep or HookKind.AfterScenario or HookKind.AfterTestRun)
            hooks.Reverse();
        return hooks;
    }
}
