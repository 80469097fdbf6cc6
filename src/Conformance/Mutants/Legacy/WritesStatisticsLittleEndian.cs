using Ballast.Guest.Driver;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Gives a legacy device little-endian statistics.</summary>
internal sealed class WritesStatisticsLittleEndian : DriverDecisions
{
    public override ByteOrder StatisticsByteOrder(ByteOrder shared) => ByteOrder.Little;
}
