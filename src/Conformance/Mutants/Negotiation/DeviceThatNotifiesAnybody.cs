using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Notifies of changes whether a driver is up or not.</summary>
internal sealed class DeviceThatNotifiesAnybody(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool MayNotify => true;
}
