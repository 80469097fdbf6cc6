using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class RulesSteps
{
    private readonly Stack<string> _stock = [];
    private string? _chocolate;
    private int _money;

    [Given("the customer has {int} cents")]
    public void Money(int money) => _money = money;

    [Given("there are chocolate bars in stock")]
    public void Stock() => _stock.Push("Mars");

    [Given("there are no chocolate bars in stock")]
    public void NoStock() => _stock.Clear();

    [When("the customer tries to buy a {int} cent chocolate bar")]
    public void Buy(int price)
    {
        if (_money >= price)
            _stock.TryPop(out _chocolate);
    }

    [Then("the sale should not happen")]
    public void NoSale() => Assert.That(_chocolate, Is.Null);

    [Then("the sale should happen")]
    public void Sale() => Assert.That(_chocolate, Is.Not.Null);
}
