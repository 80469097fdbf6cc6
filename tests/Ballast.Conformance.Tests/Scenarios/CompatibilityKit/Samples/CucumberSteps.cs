using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class CucumberSteps
{
    private int _count;

    [Given("there are {int} cucumbers")]
    public void There(int count) => _count = count;

    [When("I eat {int} cucumbers")]
    public void Eat(int count) => _count -= count;

    [Then("I should have {int} cucumbers")]
    public void Left(int count)
    {
        if (_count != count)
            throw new InvalidOperationException(Difference(_count, count));
    }

    internal static string Difference(int actual, int expected) =>
        $"Expected values to be strictly equal:\n\n{actual} !== {expected}\n";
}
