using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class CucumberSharingSteps
{
    private int _count;
    private int _friends;

    [Given("there are {int} cucumbers")]
    public void There(int count) => _count = count;

    [Given("there are {int} friends")]
    public void Friends(int count) => _friends = count;

    [When("I eat {int} cucumbers")]
    public void Eat(int count) => _count -= count;

    [Then("I should have {int} cucumbers")]
    public void Left(int count)
    {
        if (_count != count)
            throw new InvalidOperationException(CucumberSteps.Difference(_count, count));
    }

    [Then("each person can eat {int} cucumbers")]
    public void Share(int count) => Assert.That(_count / (1 + _friends), Is.EqualTo(count));
}
