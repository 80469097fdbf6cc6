using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Empties the balloon when it leaves, whatever the host wants.</summary>
internal sealed class EmptiesOnUnbind : DriverDecisions
{
    public override bool EmptiesBalloonOnUnbind(FeatureSet accepted) => true;
}
