using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Gives other statistics each time.</summary>
internal sealed class StatisticsInTurns : DriverDecisions
{
    public override IReadOnlyList<StatisticEntry> Choose(IReadOnlyList<StatisticEntry> statistics, int sample) =>
        [.. statistics.Where((_, i) => i % 2 == sample % 2)];
}
