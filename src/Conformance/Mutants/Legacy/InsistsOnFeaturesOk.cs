using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Takes no DRIVER_OK without FEATURES_OK, from a legacy driver either.</summary>
internal sealed class InsistsOnFeaturesOk(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool NeedsFeaturesOk => true;
}
