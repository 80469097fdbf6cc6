using Ballast.Guest.Driver;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Sends a legacy device little-endian command ids.</summary>
internal sealed class WritesCommandsLittleEndian : DriverDecisions
{
    public override ByteOrder CommandByteOrder(ByteOrder shared) => ByteOrder.Little;
}
