using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Computes the place of a legacy used ring without the padding.</summary>
internal sealed class LooksForUsedRingUnpadded(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override QueueAddresses LegacyLayout(ulong address, ushort size, uint alignment) => SplitLayout.At(address, size, out _);
}
