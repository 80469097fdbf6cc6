using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios;

[Binding]
public sealed class MeteredSteps(ScenarioContext context)
{
    [Given("a metered step")]
    public Task Measure() =>
        context.Container.Resolve<Meter>().MeasureAsync(context.Scenario.Tags.Contains(RunOptions.SerialTag));
}
