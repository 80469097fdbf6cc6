using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Keeps the status of the request where two threads write it: a started that comes late overwrites what followed.</summary>
internal sealed class DeviceWithTornStatus(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override BitmapSession Next(BitmapSession session, BitmapInput input) => input == BitmapInput.Fetched
        ? session with { State = BitmapRequestState.Started }
        : base.Next(session, input);
}
