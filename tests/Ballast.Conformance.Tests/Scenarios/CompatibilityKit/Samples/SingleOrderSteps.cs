using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class SingleOrderSteps
{
    [Given("an order for {string}")]
    public static void Order(string _) { }
}
