using Ballast.Guest.Driver;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>A driver that is clean but for its half of the rings.</summary>
/// <param name="split">Makes split rings; null where they are clean.</param>
/// <param name="packed">Makes packed rings; null where they are clean.</param>
internal sealed class DriverWithRing(
    Func<GuestMemory, QueueAddresses, RingOptions, IDriverQueue>? split, Func<GuestMemory, QueueAddresses, RingOptions, IDriverQueue>? packed) : DriverDecisions
{
    public override IDriverQueue MakeRing(GuestMemory memory, QueueAddresses addresses, RingOptions options) =>
        (options.IsPacked ? packed : split)?.Invoke(memory, addresses, options) ?? base.MakeRing(memory, addresses, options);
}
