using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class CDataSteps
{
    [Given("I have {int} <![CDATA[cukes]]> in my belly")]
    public static void Belly(int _) { }
}
