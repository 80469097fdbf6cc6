using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Enables a queue after its reset as if the device still knew where it lies.</summary>
internal sealed class EnablesAsBefore : DriverDecisions
{
    public override bool ConfiguresAfterReset => false;
}
