using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Takes buffers as soon as it is notified.</summary>
internal sealed class DeviceThatServesEarly(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool MayServe => true;
}
