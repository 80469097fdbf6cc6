using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Asks whenever a buffer is primed, whether the guest has answered or not.</summary>
internal sealed class DeviceThatAsksAgain(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool CanAsk(BitmapSession session) => session is { State: BitmapRequestState.Started, IsPrimed: true };
}
