using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class HooksSkipped
{
    [BeforeScenario]
    public static void Before1() { }

    [BeforeScenario("@skip-before")]
    public static void SkipBefore() => throw new StepNotApplicableException("skipped");

    [BeforeScenario]
    public static void Before2() { }

    [Given("a normal step")]
    public static void Normal() { }

    [Given("a step that skips")]
    public static void Skip() => throw new StepNotApplicableException("skipped");

    [AfterScenario]
    public static void After1() { }

    [AfterScenario("@skip-after")]
    public static void SkipAfter() => throw new StepNotApplicableException("skipped");

    [AfterScenario]
    public static void After2() { }
}
