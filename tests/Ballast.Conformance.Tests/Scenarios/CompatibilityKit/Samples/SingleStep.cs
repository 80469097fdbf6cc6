using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class SingleStep
{
    [Given("a step")]
    public static void Step() { }
}
