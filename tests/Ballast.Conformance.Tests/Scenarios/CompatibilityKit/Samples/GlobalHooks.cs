using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class GlobalHooks
{
    [BeforeTestRun]
    public static void Before1() { }

    [BeforeTestRun]
    public static void Before2() { }

    [When("a step passes")]
    public static void Pass() { }

    [When("a step fails")]
    public static void Fail() => throw new InvalidOperationException("Exception in step");

    [AfterTestRun]
    public static void After1() { }

    [AfterTestRun]
    public static void After2() { }
}
