using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class ImageSteps(Attachments attachments, KitFolder folder)
{
    [When("a JPEG image is attached")]
    public void Jpeg() => attachments.Attach(folder.Read("cucumber.jpeg"), "image/jpeg");

    [When("a PNG image is attached")]
    public void Png() => attachments.Attach(folder.Read("cucumber.png"), "image/png");
}
