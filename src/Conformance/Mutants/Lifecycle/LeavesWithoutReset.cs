using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Takes its queues and buffers away without having reset the device.</summary>
internal sealed class LeavesWithoutReset : DriverDecisions
{
    public override bool ResetsOnUnbind => false;
}
