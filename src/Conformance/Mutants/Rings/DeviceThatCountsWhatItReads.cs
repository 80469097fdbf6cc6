using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Returns the length of what it has read as the used length.</summary>
internal sealed class DeviceThatCountsWhatItReads(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override uint LengthOf(BalloonQueue queue, DescriptorChain chain, uint written) => (uint)chain.ReadableLength;
}
