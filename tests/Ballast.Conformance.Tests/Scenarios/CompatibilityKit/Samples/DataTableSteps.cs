using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class DataTableSteps
{
    private DataTable? _transposed;

    [When("the following table is transposed:")]
    public void Transpose(DataTable table) => _transposed = table.Transpose();

    [Then("it should be:")]
    public void Compare(DataTable expected) => Assert.That(_transposed!.Raw, Is.EqualTo(expected.Raw));
}
