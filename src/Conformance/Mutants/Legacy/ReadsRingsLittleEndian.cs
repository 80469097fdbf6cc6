using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Reads and writes legacy rings little-endian, whatever the guest is.</summary>
internal sealed class ReadsRingsLittleEndian(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override IDeviceQueue MakeRing(QueueAddresses addresses, ushort? nextAvailable) =>
        Ring.ForDevice(Memory, addresses, RingOptions.For(AcceptedFeatures), nextAvailable);
}
