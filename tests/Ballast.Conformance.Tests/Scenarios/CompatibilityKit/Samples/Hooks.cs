using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class Hooks
{
    [BeforeScenario]
    public static void Before() { }

    [When("a step passes")]
    public static void Pass() { }

    [When("a step fails")]
    public static void Fail() => throw new InvalidOperationException("Exception in step");

    [AfterScenario]
    public static void After() { }
}
