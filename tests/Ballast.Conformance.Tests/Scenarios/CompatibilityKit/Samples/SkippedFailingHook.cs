using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class SkippedFailingHook
{
    [Given("a step that skips")]
    public static void Skip() => throw new StepNotApplicableException("skipped");

    [AfterScenario]
    public static void After() => throw new InvalidOperationException("whoops");
}
