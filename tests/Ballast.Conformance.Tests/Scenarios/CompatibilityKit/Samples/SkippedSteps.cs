using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class SkippedSteps
{
    [Given("a step that does not skip")]
    public static void Runs() { }

    [Given("a step that is skipped")]
    public static void IsSkipped() { }

    [Given("I skip a step")]
    public static void Skip() => throw new StepNotApplicableException("skipped");
}
