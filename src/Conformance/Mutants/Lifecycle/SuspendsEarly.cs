using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Suspends before it is initialised.</summary>
internal sealed class SuspendsEarly(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool MaySuspend => true;
}
