using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Goes into operation though a feature is missing that it cannot work without.</summary>
internal sealed class IgnoresWhatItNeeds : DriverDecisions
{
    public override bool Suffices(FeatureSet offered, FeatureSet required) => true;
}
