using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Reports the first statistics of a legacy driver.</summary>
internal sealed class ReportsFirstStatistics(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool IgnoresStatistics(int sample) => false;
}
