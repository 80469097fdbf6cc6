using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

/// <summary>One sample of the kit and what our engine needs to run it.</summary>
internal sealed record KitSample(string Name, Func<BindingRegistry, BindingRegistry> Bind)
{
    public bool IsReversed { get; init; }

    public IReadOnlyList<IScenarioObserver> Observers { get; init; } = [];

    public override string ToString() => Name;
}
