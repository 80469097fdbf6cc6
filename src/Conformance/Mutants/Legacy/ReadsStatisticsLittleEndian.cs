using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Reads the statistics of a legacy driver little-endian.</summary>
internal sealed class ReadsStatisticsLittleEndian(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override ByteOrder StatisticsByteOrder => ByteOrder.Little;
}
