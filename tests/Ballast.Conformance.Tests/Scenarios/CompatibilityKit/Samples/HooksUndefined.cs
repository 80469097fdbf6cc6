using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class HooksUndefined
{
    [BeforeScenario]
    public static void Before() { }

    [AfterScenario]
    public static void After() { }
}
