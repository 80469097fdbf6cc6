using Ballast.Guest.Driver;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Writes legacy rings little-endian, whatever the guest is.</summary>
internal sealed class WritesRingsLittleEndian : DriverDecisions
{
    public override IDriverQueue MakeRing(GuestMemory memory, QueueAddresses addresses, RingOptions options) =>
        base.MakeRing(memory, addresses, options with { Order = ByteOrder.Little });
}
