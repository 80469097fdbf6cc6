using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Does not suspend, and does not say why.</summary>
internal sealed class IgnoresSuspend(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void Suspend()
    {
    }
}
