using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Stops without setting FAILED.</summary>
internal sealed class GivesUpInSilence : DriverDecisions
{
    public override DeviceStatus? GiveUp(DeviceStatus status) => null;
}
