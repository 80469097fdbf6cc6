using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Gives pages back to the host once more when they are deflated, with what was written to them meanwhile.</summary>
internal sealed class DiscardsOnDeflate(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldDiscard(BalloonQueue queue) => queue == BalloonQueue.Deflate || base.ShouldDiscard(queue);
}
