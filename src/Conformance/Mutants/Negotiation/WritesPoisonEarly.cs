using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Writes poison_val while it settles the features.</summary>
internal sealed class WritesPoisonEarly : DriverDecisions
{
    public override IReadOnlyList<InitialisationStep> Initialisation => OtherSteps.With(InitialisationStep.PoisonValue, before: InitialisationStep.FeaturesOk);

    public override bool WritesPoisonValue(FeatureSet accepted) => true;
}
