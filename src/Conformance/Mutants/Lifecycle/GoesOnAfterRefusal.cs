using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Goes on though FEATURES_OK did not stick.</summary>
internal sealed class GoesOnAfterRefusal : DriverDecisions
{
    public override bool FeaturesStand(DeviceStatus status) => true;
}
