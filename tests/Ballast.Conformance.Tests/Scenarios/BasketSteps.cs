using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios;

[Binding]
public sealed class BasketSteps(Basket basket)
{
    [Given("{int} cucumber(s)")]
    public void Given(uint count) => basket.Count = count;

    [When("I eat {int} cucumber(s)")]
    public Task Eat(ulong count)
    {
        basket.Count -= (uint)count;
        return Task.CompletedTask;
    }

    [Then("{int} cucumber(s) is/are left")]
    public ValueTask Left(int count) =>
        basket.Count == count ? ValueTask.CompletedTask : throw new InvalidOperationException($"there are {basket.Count}");

    [Then("the table sums to it:")]
    public void Table(DataTable table) =>
        Assert.That(table.Rows.Sum(r => int.Parse(r["count"], System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(basket.Count));

    [Given("{int} fresh cucumbers")]
    public void Fresh(int count) => basket.Count = (uint)count;

    [Given("{int} {word} cucumbers")]
    public static void Adjective(int count, string adjective) => Assert.Fail($"{count} {adjective}");

    [Given("the side has no fridge")]
    public static void NoFridge() => throw new StepNotApplicableException("no fridge");

    [Given("the side has no door")]
    public static void NoDoor() => throw new StepUnsupportedException("no door");

    [Given("nobody wrote this")]
    public static void Unwritten() => throw new PendingStepException();
}
