using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Uses the last buffers before it suspends, and does not notify of them.</summary>
internal sealed class SuspendsInSilence(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldNotifyOf(BalloonQueue queue, bool wanted) => wanted && !IsSuspending;
}
