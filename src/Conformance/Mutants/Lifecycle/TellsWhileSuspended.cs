using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Tells of changes of the configuration while it is suspended.</summary>
internal sealed class TellsWhileSuspended(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool WithholdsNotifications => false;
}
