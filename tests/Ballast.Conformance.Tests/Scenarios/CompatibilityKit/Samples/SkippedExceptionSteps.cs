using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class SkippedExceptionSteps
{
    [Given("I skip a step")]
    public static void Skip() => throw new StepNotApplicableException("skipping");
}
