using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class HooksNamed
{
    [BeforeScenario(Name = "A named before hook")]
    public static void Before() { }

    [When("a step passes")]
    public static void Pass() { }

    [AfterScenario(Name = "A named after hook")]
    public static void After() { }
}
