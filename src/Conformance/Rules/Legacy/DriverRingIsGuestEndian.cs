using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>On a big-endian guest the driver writes the fields of its legacy rings big-endian.</summary>
internal sealed class DriverRingIsGuestEndian : PerLifeRule
{
    public override ClauseId Clause => "driver.legacy.split.endianness.1";

    protected override void Watch(TraceEvent e)
    {
        // On a little-endian guest there is nothing to tell apart; an empty ring is another clause's.
        if (Context.IsBigEndian && e is LegacyRingVerified { Available: > 0, StrangeAvailable: var strange })
            Check(e, strange == 0, $"{strange} entries of the available ring, read in the guest's order, lead to no buffers");
    }
}
