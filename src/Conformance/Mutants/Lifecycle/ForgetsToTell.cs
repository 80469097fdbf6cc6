using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Never tells of a change that it withheld.</summary>
internal sealed class ForgetsToTell(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ShouldNotifyOfDeferred(int offset) => false;
}
