using Ballast.Guest.Driver;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Puts the used ring two bytes off.</summary>
internal sealed class MisplacesUsedRing : DriverDecisions
{
    public override QueueAddresses Place(QueueAddresses queue) => queue with { Device = queue.Device + 2 };
}
