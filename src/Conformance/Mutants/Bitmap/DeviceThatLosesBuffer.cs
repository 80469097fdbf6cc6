using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Has no buffer any more after a migration, until the guest primes another.</summary>
internal sealed class DeviceThatLosesBuffer(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private bool _isLost;

    protected override void OnResumed()
    {
        _isLost = BitmapSession.IsPrimed;
        base.OnResumed();
    }

    protected override bool CanAsk(BitmapSession session) => !_isLost && base.CanAsk(session);

    protected override BitmapSession Next(BitmapSession session, BitmapInput input)
    {
        if (input is BitmapInput.Primed or BitmapInput.DriverLeft) _isLost = false;
        return base.Next(session, input);
    }
}
