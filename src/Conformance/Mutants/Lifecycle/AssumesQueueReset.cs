using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Sets a queue up again without having looked whether its reset is done.</summary>
internal sealed class AssumesQueueReset : DriverDecisions
{
    public override bool AwaitsQueueReset => false;
}
