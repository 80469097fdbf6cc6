using Ballast.Conformance.Mutants.Reporting;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Reporting() =>
    [
        Driver<ReportsWithoutPoison>("reports-without-poison", "accepts PAGE_REPORTING without PAGE_POISON in a guest that relies on its free pages", "driver.balloon.features.3") with { Link = "https://github.com/oasis-tcs/virtio-spec/issues/245" },
        Driver<ReportsUnfilled>("reports-unfilled", "does not fill what it reports with poison_val", "driver.balloon.reporting.2"),
        Driver<UsesReported>("uses-reported", "lets reported pages be used before the report is", "driver.balloon.reporting.3") with { Link = "https://lore.kernel.org/lkml/20260119154236.39412-1-jackabt.amazon@gmail.com" },
        Driver<ReportsCrumbs>("reports-crumbs", "reports single pages, where it has large blocks", "driver.balloon.reporting.5"),
        Driver<TouchesReportedPages>("touches-reported", "writes to reported pages as soon as they come back", "driver.balloon.reporting.6"),
        Device("discards-report-too-late", parts => new DiscardsReportTooLate(parts), "acknowledges a report first and discards its pages then", "device.balloon.reporting.1") with { Link = "https://github.com/tinylabscom/mvm/issues/3381" },
        Device("discards-poison", parts => new DiscardsPoison(parts), "discards reported pages, whatever poison they hold", "device.balloon.reporting.2") with { Link = "https://github.com/oasis-tcs/virtio-spec/issues/245" },
    ];
}
