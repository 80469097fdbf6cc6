using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class ParameterTypeSteps
{
    [ParameterType("flight", "([A-Z]{3})-([A-Z]{3})")]
    public static Flight Flight(string from, string to) => new(from, to);

    [Given("{flight} has been delayed")]
    public static void Delayed(Flight flight) => Assert.That(flight, Is.EqualTo(new Flight("LHR", "CDG")));
}
