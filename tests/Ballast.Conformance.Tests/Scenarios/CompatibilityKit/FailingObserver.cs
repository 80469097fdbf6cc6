using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

/// <summary>A fault outside of all steps and hooks.</summary>
internal sealed class FailingObserver : IScenarioObserver
{
    public void RunStarted(IReadOnlyList<Scenario> scenarios, BindingSet bindings, DateTimeOffset at) =>
        throw new InvalidOperationException("Whoops!");
}
