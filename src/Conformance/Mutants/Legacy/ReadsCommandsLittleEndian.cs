using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Reads the command ids of a legacy driver little-endian.</summary>
internal sealed class ReadsCommandsLittleEndian(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override ByteOrder CommandByteOrder => ByteOrder.Little;
}
