using Ballast.Conformance.Mutants.Balloon;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Acknowledges a report first and discards its pages then.</summary>
internal sealed class DiscardsReportTooLate(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldDiscard(BalloonQueue queue) => queue != BalloonQueue.Reporting && base.ShouldDiscard(queue);

    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        base.Use(role, chain, written, content);
        if (role != BalloonQueue.Reporting || !base.ShouldDiscard(role)) return;
        foreach (var buffer in chain.Buffers) Discarding.Range(this, buffer.Address, buffer.Length);
    }
}
