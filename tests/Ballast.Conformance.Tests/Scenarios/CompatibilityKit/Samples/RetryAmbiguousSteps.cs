using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class RetryAmbiguousSteps
{
    [Given("an ambiguous step")]
    public static void First() { }

    [Given("an ambiguous step")]
    public static void Second() { }
}
