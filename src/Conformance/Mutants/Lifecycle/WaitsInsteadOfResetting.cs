using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Waits for a device that needs a reset, as if it would come round.</summary>
internal sealed class WaitsInsteadOfResetting : DriverDecisions
{
    public override bool Resets(DeviceStatus status) => false;
}
