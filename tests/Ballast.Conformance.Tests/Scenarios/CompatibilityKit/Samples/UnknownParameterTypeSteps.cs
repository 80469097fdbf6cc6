using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class UnknownParameterTypeSteps
{
    [Given("{airport} is closed because of a strike")]
    public static void Closed(string _) => throw new InvalidOperationException("nobody defined {airport}");
}
