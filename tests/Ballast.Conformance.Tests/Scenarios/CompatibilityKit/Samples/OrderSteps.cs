using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class OrderSteps
{
    [Given("an order for {string}")]
    public static void Order(string _) { }

    [When("an action")]
    public static void Action() { }

    [Then("an outcome")]
    public static void Outcome() { }
}
