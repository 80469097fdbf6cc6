using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Discards pages some time after it has returned them, though it was told.</summary>
internal sealed class DiscardsDeflated(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private DescriptorChain? _deflated;

    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        base.Use(role, chain, written, content);
        if (role != BalloonQueue.Deflate || !AcceptedFeatures.Has(Feature.MustTellHost)) return;
        _deflated = chain;
        Loop.Post(() => Loop.Post(() => Discarding.Frames(this, _deflated, Memory)));
    }
}
