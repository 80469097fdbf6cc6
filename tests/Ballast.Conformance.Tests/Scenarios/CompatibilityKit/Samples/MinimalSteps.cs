using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class MinimalSteps
{
    [Given("I have {int} cukes in my belly")]
    public static void Belly(int _) { }
}
