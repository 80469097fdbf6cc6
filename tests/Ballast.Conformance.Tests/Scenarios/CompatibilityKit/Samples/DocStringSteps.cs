using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class DocStringSteps
{
    [Given("a doc string:")]
    public static void Take(DocString _) { }
}
