using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class HooksConditional
{
    [BeforeScenario("@passing-hook")]
    public static void Before() { }

    [BeforeScenario("@fail-before")]
    public static void FailBefore() => throw new InvalidOperationException("Exception in conditional hook");

    [When("a step passes")]
    public static void Pass() { }

    [AfterScenario("@fail-after")]
    public static void FailAfter() => throw new InvalidOperationException("Exception in conditional hook");

    [AfterScenario("@passing-hook")]
    public static void After() { }
}
