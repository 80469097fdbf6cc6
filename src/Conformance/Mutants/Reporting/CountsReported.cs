using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Says that it wrote all that was reported.</summary>
internal sealed class CountsReported(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override uint LengthOf(BalloonQueue queue, DescriptorChain chain, uint written) =>
        queue == BalloonQueue.Reporting ? (uint)chain.WritableLength : base.LengthOf(queue, chain, written);
}
