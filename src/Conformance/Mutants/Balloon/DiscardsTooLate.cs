using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Acknowledges an inflate buffer first and discards its pages then.</summary>
internal sealed class DiscardsTooLate(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldDiscard(BalloonQueue queue) => queue != BalloonQueue.Inflate && base.ShouldDiscard(queue);

    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        base.Use(role, chain, written, content);
        if (role == BalloonQueue.Inflate) Discarding.Frames(this, chain, Memory);
    }
}
