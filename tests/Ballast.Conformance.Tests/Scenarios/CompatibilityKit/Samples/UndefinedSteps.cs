using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class UndefinedSteps
{
    [Given("an implemented step")]
    public static void Implemented() { }

    [Given("a step that will be skipped")]
    public static void Skipped() { }
}
