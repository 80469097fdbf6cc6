using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class RetryPendingSteps
{
    [Given("a pending step")]
    public static void Pending() => throw new PendingStepException();
}
