using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Does not notify of an empty queue, though NOTIFY_ON_EMPTY was negotiated.</summary>
internal sealed class StaysSilentWhenEmpty(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool NotifiesOnEmpty => false;
}
