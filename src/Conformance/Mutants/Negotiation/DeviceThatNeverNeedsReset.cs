using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Drops a broken ring and says nothing.</summary>
internal sealed class DeviceThatNeverNeedsReset(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void Break(Violation violation) => Refuse(violation);
}
