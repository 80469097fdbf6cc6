using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Takes a queue that was reset for as large as it was before.</summary>
internal sealed class KeepsQueueSize(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override QueueAddresses AddressesAfterReset(QueueAddresses before, QueueAddresses now) => now with { Size = before.Size };
}
