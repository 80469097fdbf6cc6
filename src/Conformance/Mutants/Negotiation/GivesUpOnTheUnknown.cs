using Ballast.Guest.Driver;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Gives up on a device that offers what it does not know.</summary>
internal sealed class GivesUpOnTheUnknown : DriverDecisions
{
    private const int FirstUndefined = 6;
    private const int FirstOfTransport = 24;
    private const int FirstReserved = 50;
    private bool _unknown;

    public override FeatureSet Accept(FeatureSet offered, FeatureSet supported)
    {
        for (int bit = FirstUndefined; bit < 64; bit++) _unknown |= bit is < FirstOfTransport or >= FirstReserved && offered.Has(bit);
        return base.Accept(offered, supported);
    }

    public override bool FeaturesStand(DeviceStatus status) => !_unknown && base.FeaturesStand(status);
}
