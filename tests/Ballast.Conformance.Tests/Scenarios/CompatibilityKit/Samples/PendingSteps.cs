using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class PendingSteps
{
    [Given("an implemented non-pending step")]
    public static void Implemented() { }

    [Given("an implemented step that is skipped")]
    public static void Skipped() { }

    [Given("an unimplemented pending step")]
    public static void Pending() => throw new PendingStepException();
}
