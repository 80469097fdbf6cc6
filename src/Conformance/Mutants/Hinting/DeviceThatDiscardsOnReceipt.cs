using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Gives hinted pages back to the host when it sees the hint.</summary>
internal sealed class DeviceThatDiscardsOnReceipt(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldDiscard(BalloonQueue queue) => queue == BalloonQueue.FreePage || base.ShouldDiscard(queue);
}
