using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class UnusedSteps
{
    [Given("a step that is used")]
    public static void Used() { }

    [Given("a step that is not used")]
    public static void NotUsed() { }
}
