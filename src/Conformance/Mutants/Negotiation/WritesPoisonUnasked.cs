using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Writes poison_val whether there is such a field or not.</summary>
internal sealed class WritesPoisonUnasked : DriverDecisions
{
    public override bool WritesPoisonValue(FeatureSet accepted) => true;
}
