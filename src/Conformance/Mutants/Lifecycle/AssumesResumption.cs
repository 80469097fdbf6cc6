using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Uses the device as soon as it has set DRIVER_OK again.</summary>
internal sealed class AssumesResumption : DriverDecisions
{
    public override bool AwaitsResumption => false;
}
