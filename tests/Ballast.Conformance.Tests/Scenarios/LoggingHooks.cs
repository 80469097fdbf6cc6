using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios;

[Binding]
public sealed class LoggingHooks(ScenarioContext context)
{
    private List<string> Log => context.Container.Resolve<List<string>>();

    [BeforeScenario("@logged", Order = 2)]
    public void Second() => Log.Add("second");

    [BeforeScenario("@logged and not @other", Order = 1)]
    public void First() => Log.Add("first");

    [BeforeStep("@logged")]
    public void Step() => Log.Add("step");

    [AfterStep("@logged")]
    public void Stepped() => Log.Add("stepped");

    [AfterScenario("@logged")]
    public void Last() => Log.Add("last");

    [BeforeScenario("@never")]
    public void Never() => Log.Add("never");
}
