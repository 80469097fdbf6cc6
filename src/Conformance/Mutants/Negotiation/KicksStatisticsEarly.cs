using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Notifies statsq while it sets up its queues.</summary>
internal sealed class KicksStatisticsEarly : DriverDecisions
{
    public override IReadOnlyList<InitialisationStep> Initialisation => OtherSteps.With(InitialisationStep.Notify, before: InitialisationStep.DriverOk);

    public override bool PausesAfter(InitialisationStep step) => step == InitialisationStep.Notify;
}
