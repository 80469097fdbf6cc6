using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Uses queues and configuration of a suspended device.</summary>
internal sealed class WorksOnWhileSuspended : DriverDecisions
{
    public override bool RestsWhileSuspended => false;
}
