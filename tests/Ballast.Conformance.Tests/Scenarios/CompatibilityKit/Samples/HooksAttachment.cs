using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class HooksAttachment(Attachments attachments, KitFolder folder)
{
    [BeforeScenario]
    public void Before() => attachments.Attach(folder.Read("cucumber.svg"), "image/svg+xml");

    [When("a step passes")]
    public static void Pass() { }

    [AfterScenario]
    public void After() => attachments.Attach(folder.Read("cucumber.svg"), "image/svg+xml");
}
