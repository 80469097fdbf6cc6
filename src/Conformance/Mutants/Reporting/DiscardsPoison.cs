using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Discards reported pages, whatever poison they hold.</summary>
internal sealed class DiscardsPoison(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldDiscard(BalloonQueue queue) => queue == BalloonQueue.Reporting || base.ShouldDiscard(queue);
}
