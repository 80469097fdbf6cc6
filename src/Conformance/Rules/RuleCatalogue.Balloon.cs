using Ballast.Conformance.Rules.Balloon;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Balloon() =>
    [
        new MustTellHostIsAccepted(), new TargetIsReached(), new DeflationKeepsToTarget(), new PagesAreDeflatedBeforeUse(),
        new InflationIsAwaited(), new ActualFollows(), new DeviceLeavesPagesAlone(),
        new OneStatisticsBuffer(), new StatisticsArePrimed(), new StatisticsAreSuppliedAgain(), new StatisticsAreFilled(),
        new StatisticsHaveWholeEntries(), new SameStatisticsEachTime(),
        new OddStatisticsAreTaken("device.balloon.stats.1", OddStatisticsAreTaken.HasUnknownTags),
        new OddStatisticsAreTaken("device.balloon.stats.2", OddStatisticsAreTaken.IsUnordered),
        new PoisonIsWrittenInTime(), new PoisonStays(),
    ];
}
