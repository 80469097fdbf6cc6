using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Takes a legacy device for a modern one.</summary>
internal sealed class TakesEveryDeviceForModern : DriverDecisions
{
    public override bool IsLegacy(FeatureSet offered) => false;
}
