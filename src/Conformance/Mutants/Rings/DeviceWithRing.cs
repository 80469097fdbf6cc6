using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>A device that is clean but for its half of the rings.</summary>
/// <param name="parts">What it is made of.</param>
/// <param name="split">Makes split rings; null where they are clean.</param>
/// <param name="packed">Makes packed rings; null where they are clean.</param>
internal sealed class DeviceWithRing(
    DeviceParts parts, Func<GuestMemory, QueueAddresses, RingOptions, IDeviceQueue>? split, Func<GuestMemory, QueueAddresses, RingOptions, IDeviceQueue>? packed)
    : ProvokingBalloonDevice(parts)
{
    protected override IDeviceQueue MakeRing(QueueAddresses addresses, ushort? nextAvailable)
    {
        var options = RingOptions.For(AcceptedFeatures);
        return (options.IsPacked ? packed : split)?.Invoke(Memory, addresses, options) ?? base.MakeRing(addresses, nextAvailable);
    }
}
