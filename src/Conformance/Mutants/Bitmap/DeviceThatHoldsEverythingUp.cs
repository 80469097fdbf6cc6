using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Serves no queue while it waits for an answer.</summary>
internal sealed class DeviceThatHoldsEverythingUp(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool MayServe => base.MayServe && BitmapSession.State != BitmapRequestState.Started;
}
