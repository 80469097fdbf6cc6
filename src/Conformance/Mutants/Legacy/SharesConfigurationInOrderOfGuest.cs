using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Shows the configuration of a legacy balloon guest-endian, as that of other devices is.</summary>
internal sealed class SharesConfigurationInOrderOfGuest(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override ByteOrder ConfigurationByteOrder => ByteOrder;
}
