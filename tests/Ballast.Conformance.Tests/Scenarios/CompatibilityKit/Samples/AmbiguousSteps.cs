using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class AmbiguousSteps
{
    [Given("^a (.*?) with (.*?)$")]
    public static void First(string _, string __) { }

    [Given("^a step with (.*?)$")]
    public static void Second(string _) { }
}
