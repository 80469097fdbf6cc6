using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Changes its configuration while it is suspended.</summary>
internal sealed class ChangesWhileSuspended(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool DefersChanges => false;
}
