using Ballast.Conformance.Rules.Balloon;
using Ballast.Virtio;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Balloon() =>
    [
        new MustTellHostIsAccepted(), new TargetIsReached(), new DeflationKeepsToTarget(), new PagesAreDeflatedBeforeUse(),
        new InflationIsAwaited(), new ActualFollows(),
        new DeviceLeavesPagesAlone("device.balloon.inflate-deflate.1", told: false), new DeviceLeavesPagesAlone("device.balloon.inflate-deflate.2", told: true),
        new ContentIsKept("driver.balloon.inflate-deflate.7", "deflating", f => f.Has(Feature.MustTellHost), "are used before the deflate buffer is"),
        new ContentIsKept("driver.balloon.inflate-deflate.9", "inflating", _ => true, "are used before the inflate buffer is"),
        new OneStatisticsBuffer(), new StatisticsArePrimed(), new StatisticsAreSuppliedAgain(), new StatisticsAreFilled(),
        new StatisticsHaveWholeEntries(), new SameStatisticsEachTime(),
        new OddStatisticsAreTaken("device.balloon.stats.1", OddStatisticsAreTaken.HasUnknownTags),
        new OddStatisticsAreTaken("device.balloon.stats.2", OddStatisticsAreTaken.IsUnordered),
        new PoisonIsAcceptedToBeUsed(), new PoisonIsInDeflatedPages(), new PoisonIsWrittenInTime(), new PoisonStays(),
    ];
}
