using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Raises DEVICE_NEEDS_RESET and does not notify the driver.</summary>
internal sealed class DeviceThatNeedsResetSilently(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldNotifyOfNeededReset => false;
}
