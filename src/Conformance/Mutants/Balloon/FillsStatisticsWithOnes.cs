using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Gives filler instead of statistics, as Windows does at first.</summary>
internal sealed class FillsStatisticsWithOnes : DriverDecisions
{
    public override IReadOnlyList<StatisticEntry> Choose(IReadOnlyList<StatisticEntry> statistics, int sample) =>
        [new((StatisticTag)0xffff, ulong.MaxValue)];
}
