using Ballast.Conformance.Rules.Migration;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Migration() =>
    [
        new SetUpMarksTheLogOnly(), new RetryStartsFromAllRam(), new LoggingStartsFirst(), new WrittenPagesAreNotFiltered(),
        new EverythingElseIsSent(), new FreePagesAreNotSent(), new FilteredPagesReadAsZero(), new BlocksAreMatched(),
        new FilterIsUsedOnce(), new GuestWithoutFeatureIsMigratedWhole(), new EachMigrationAsksAgain(), new OutcomeIsReported(),
        new GuestGoesOn(), new IdleGuestTakesLinkTime(), new HogLeavesLittleToSend(),
    ];
}
