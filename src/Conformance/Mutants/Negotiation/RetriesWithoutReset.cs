using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Sets FAILED when the features are refused, and then tries again from there.</summary>
internal sealed class RetriesWithoutReset : DriverDecisions
{
    private bool _failed;

    public override IReadOnlyList<InitialisationStep> Initialisation => _failed ? OtherSteps.From(InitialisationStep.FeaturesOk) : base.Initialisation;

    public override bool FeaturesStand(DeviceStatus status)
    {
        bool stand = base.FeaturesStand(status);
        _failed |= !stand;
        return stand;
    }

    public override DeviceStatus Add(DeviceStatus status, DeviceStatus bit) =>
        base.Add(status, _failed ? bit | DeviceStatus.Failed : bit);
}
