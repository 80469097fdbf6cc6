using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Gathers inflated pages into host pages of 64 KiB and does not notice when one is deflated.</summary>
internal sealed class DiscardsWholeHostPages(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private readonly HashSet<ulong> _inflated = [];

    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        if (role == BalloonQueue.Inflate)
        {
            var frames = new PageFrameReader(chain, Memory);
            while (frames.TryRead(out var run)) _inflated.Add(run.First);
            foreach (ulong frame in _inflated) Discarding.Range(this, frame << PageRun.PageShift, PageRun.PageSize);
        }
        base.Use(role, chain, written, content);
    }
}
