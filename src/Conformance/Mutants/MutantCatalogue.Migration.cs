using Ballast.Conformance.Mutants.Migration;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    // The defects of the series of 2016 have its mails for links.
    private static IEnumerable<Mutant> Migration() =>
    [
        Source("bitmap-set-in-setup", parts => new FillsBitmapInSetUp(parts), "sets the whole migration bitmap in set-up", "migration.setup.1"),
        Source("wrong-mask", parts => new MarksOnce(parts), "sets other bits than the log's in set-up, which is enough for the first attempt alone",
            "migration.filter.3", "migration.outcome.2", "migration.setup.1", "migration.setup.2") with { Link = Series(4) },
        Source("asks-before-logging", parts => new AsksBeforeLogging(parts), "asks for free pages before writes are logged", "migration.filter.1"),
        Source("assignment", parts => new AssignsTheComplement(parts), "assigns the complement of the answer to the log instead of and-not",
            "migration.filter.2", "migration.filter.3", "migration.outcome.2") with { Link = Series(5) },
        Source("last-write-lost", parts => new ForgetsLastSynchronisation(parts), "does not look at the log again after the guest was stopped",
            "migration.filter.3", "migration.outcome.2"),
        Source("filters-nothing", parts => new FiltersNothing(parts), "asks, and leaves the log as it is", "migration.filter.4", "migration.outcome.4"),
        Destination("used-ram", ram => new DestinationWithUsedRam(ram), "takes pages into RAM that is not fresh", "migration.filter.5"),
        Source("ignored-offset", parts => new IgnoresTheOffset(parts), "ignores where a block lies in RAM when it filters it",
            "migration.filter.3", "migration.filter.4", "migration.filter.6", "migration.outcome.2") with { Link = Series(5) },
        Source("first-block", parts => new FiltersTheFirstBlock(parts), "takes the first block for all RAM when it filters",
            "migration.filter.3", "migration.filter.4", "migration.filter.6", "migration.outcome.2") with { Link = Series(5) },
        Destination("wrong-block", ram => new DestinationThatMixesBlocks(ram), "puts pages of every block into the first",
            "migration.filter.3", "migration.filter.6", "migration.outcome.2"),
        Source("filters-each-round", parts => new FiltersEachRound(parts), "applies the answer again before each later round", "migration.filter.7"),
        Source("guesses-free-pages", parts => new GuessesFreePages(parts), "takes zero pages for free where the guest has not said so", "migration.filter.8"),
        Source("reuses-answer", parts => new ReusesAnswer(parts), "uses the first answer for every migration", "migration.filter.9"),
        Source("waits-for-ever", parts => new WaitsForEver(parts), "waits for the guest without a limit", "bitmap.wait.1")
            with { Link = "https://lore.kernel.org/all/20160303124520.GE32270@redhat.com/" },
        Source("fails-unanswered", parts => new FailsUnanswered(parts), "fails when the guest does not answer", "bitmap.wait.1", "bitmap.request.3"),
        Source("counts-no-zero-pages", parts => new CountsNoZeroPages(parts), "leaves zero pages out of the report", "migration.outcome.1"),
        Source("half-zero-page", parts => new LooksAtHalfOfEachPage(parts), "takes a page for zero whose first half is", "migration.outcome.2"),
        Source("short-runs", parts => new DropsEndOfRuns(parts), "leaves out the last page of each run of data", "migration.filter.3", "migration.outcome.2", "migration.setup.2"),
        Destination("corruption-taken", ram => new DestinationThatTrusts(ram), "takes pages that do not fit their checksums", "migration.outcome.2")
            with { Link = "https://github.com/vitalif/vitastor/issues/132" },
        Source("waits-to-the-limit", parts => new WaitsToTheLimit(parts), "waits as long as it may, also when the answer is there", "migration.outcome.3"),
    ];
}
