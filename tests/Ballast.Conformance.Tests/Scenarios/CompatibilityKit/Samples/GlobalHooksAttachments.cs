using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class GlobalHooksAttachments
{
    [BeforeTestRun]
    public static void Before(Attachments attachments) => attachments.Attach("Attachment from BeforeAll hook", "text/plain");

    [When("a step passes")]
    public static void Pass() { }

    [AfterTestRun]
    public static void After(Attachments attachments) => attachments.Attach("Attachment from AfterAll hook", "text/plain");
}
