using Ballast.Guest.Driver;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Takes the configuration of a legacy balloon for guest-endian, as that of other devices is.</summary>
internal sealed class SharesConfigurationInGuestOrder : DriverDecisions
{
    public override ByteOrder ConfigurationByteOrder(ByteOrder shared) => shared;
}
