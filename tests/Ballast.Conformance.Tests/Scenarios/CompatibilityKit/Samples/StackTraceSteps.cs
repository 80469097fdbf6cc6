using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class StackTraceSteps
{
    [When("a step throws an exception")]
    public static void Throw() => throw new InvalidOperationException("BOOM");
}
