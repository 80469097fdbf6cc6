using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class AttachmentSteps(Attachments attachments, KitFolder folder)
{
    [When("the string {string} is attached as {string}")]
    public void Attach(string text, string mediaType) => attachments.Attach(text, mediaType);

    [When("the string {string} is logged")]
    public void Log(string text) => attachments.Log(text);

    [When("text with ANSI escapes is logged")]
    public void LogColours() => attachments.Log(
        "This displays a \x1b[31mr\x1b[0m\x1b[91ma\x1b[0m\x1b[33mi\x1b[0m\x1b[32mn\x1b[0m\x1b[34mb\x1b[0m\x1b[95mo\x1b[0m\x1b[35mw\x1b[0m");

    [When("the following string is attached as {string}:")]
    public void AttachBlock(string mediaType, string text) => attachments.Attach(text, mediaType);

    [When("an array with {int} bytes is attached as {string}")]
    public void AttachBytes(int size, string mediaType) =>
        attachments.Attach(Enumerable.Range(0, size).Select(i => (byte)i).ToArray(), mediaType);

    [When("a PDF document is attached and renamed")]
    public void AttachDocument() => attachments.Attach(folder.Read("document.pdf"), "application/pdf", "renamed.pdf");

    [When("a link to {string} is attached")]
    public void Link(string uri) => attachments.Link(uri);

    [When("the string {string} is attached as {string} before a failure")]
    public void AttachAndFail(string text, string mediaType)
    {
        attachments.Attach(text, mediaType);
        throw new InvalidOperationException("whoops");
    }
}
