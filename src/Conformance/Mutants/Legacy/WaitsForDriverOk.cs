using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Serves no queue before DRIVER_OK, of a legacy driver either.</summary>
internal sealed class WaitsForDriverOk(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool ServesBeforeDriverOk => false;
}
