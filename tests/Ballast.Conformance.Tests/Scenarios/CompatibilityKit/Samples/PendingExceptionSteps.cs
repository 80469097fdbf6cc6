using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class PendingExceptionSteps
{
    [Given("an unimplemented pending step")]
    public static void Pending() => throw new PendingStepException("TODO");
}
