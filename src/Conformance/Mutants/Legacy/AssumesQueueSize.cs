using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Sets legacy queues up with the size that it likes, without asking for theirs.</summary>
internal sealed class AssumesQueueSize : DriverDecisions
{
    public override ushort LegacyQueueSize(Func<ushort> ofDevice, ushort preferred) => preferred;
}
