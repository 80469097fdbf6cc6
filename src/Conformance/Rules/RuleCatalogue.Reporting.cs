using Ballast.Conformance.Rules.Reporting;
using Ballast.Virtio;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Reporting() =>
    [
        new ReportingNeedsPoison(),
        new ContentIsKept("driver.balloon.reporting.2", "poisoned-reported", f => f.Has(Feature.PagePoison), "are reported and not filled with poison_val"),
        new ContentIsKept("driver.balloon.reporting.3", "reporting", _ => true, "are used before the report is"),
        new LargeBlocksAreReported(), new ReportedPagesAreLeftAlone(),
        new ContentIsKept("device.balloon.reporting.1", "report-acknowledged", f => !f.Has(Feature.PagePoison), "changed after the report was used"),
        new ContentIsKept("device.balloon.reporting.2", "report-kept", f => f.Has(Feature.PagePoison), "hold neither poison_val nor what they held"),
    ];
}
