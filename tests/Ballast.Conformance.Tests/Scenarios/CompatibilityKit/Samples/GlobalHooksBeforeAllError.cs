using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class GlobalHooksBeforeAllError
{
    [BeforeTestRun]
    public static void Before1() { }

    [BeforeTestRun]
    public static void Before2() => throw new InvalidOperationException("BeforeAll hook went wrong");

    [BeforeTestRun]
    public static void Before3() { }

    [When("a step passes")]
    public static void Pass() { }

    [AfterTestRun]
    public static void After1() { }

    [AfterTestRun]
    public static void After2() { }
}
