using Ballast.Guest.Driver;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Uses indirect tables, whether or not INDIRECT_DESC was negotiated.</summary>
internal sealed class TablesWithoutFeature : DriverDecisions
{
    public override bool UsesTables(RingOptions options) => true;

    public override IDriverQueue MakeRing(GuestMemory memory, QueueAddresses addresses, RingOptions options) =>
        base.MakeRing(memory, addresses, options with { Indirect = true });
}
