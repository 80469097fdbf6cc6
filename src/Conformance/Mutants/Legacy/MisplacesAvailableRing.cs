using Ballast.Guest.Driver;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Puts the available ring of a legacy queue two bytes behind its place.</summary>
internal sealed class MisplacesAvailableRing : DriverDecisions
{
    public override QueueAddresses LegacyLayout(ulong address, ushort size, uint alignment)
    {
        var at = base.LegacyLayout(address, size, alignment);
        return at with { Driver = at.Driver + 2 };
    }
}
