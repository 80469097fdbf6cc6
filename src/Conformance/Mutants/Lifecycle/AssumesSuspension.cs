using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Takes the device for suspended as soon as it has set SUSPEND.</summary>
internal sealed class AssumesSuspension : DriverDecisions
{
    public override bool AwaitsSuspension => false;
}
