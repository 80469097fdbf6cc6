using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Sets SUSPEND whatever state the device is in.</summary>
internal sealed class SuspendsUnreadyDevice : DriverDecisions
{
    public override bool MaySuspend(DeviceStatus status, FeatureSet accepted) => true;
}
