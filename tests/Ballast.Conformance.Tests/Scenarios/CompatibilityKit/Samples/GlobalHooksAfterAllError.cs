using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class GlobalHooksAfterAllError
{
    [BeforeTestRun]
    public static void Before1() { }

    [BeforeTestRun]
    public static void Before2() { }

    [When("a step passes")]
    public static void Pass() { }

    [AfterTestRun]
    public static void After1() { }

    [AfterTestRun]
    public static void After2() => throw new InvalidOperationException("AfterAll hook went wrong");

    [AfterTestRun]
    public static void After3() { }
}
