using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class ReportingCases
{
    private static readonly TraceEvent Zeroing = new GuestDescribed(true, false);
    private static readonly TraceEvent Careless = new GuestDescribed(false, false);
    private static readonly TraceEvent Crumbs =
        Chain(BalloonQueue.Reporting, new FreeBlock(32 * 4096), [.. Enumerable.Repeat(Writable(4096), 32)]);

    private static TraceEvent[] Poisoned => Up(Feature.PagePoison, Feature.PageReporting);

    private static TraceEvent[] Plain => Up(Feature.PageReporting);

    public static IEnumerable<RuleCase> All { get; } =
    [
        Kept("driver.balloon.features.2", "not accepted", Offers(Feature.PagePoison), Accepts()),
        Kept("driver.balloon.features.2", "some pages are filled", [.. Poisoned, Finds("poisoned-deflated", Pages(3))]),
        Broken("driver.balloon.features.2", "no page is filled", [.. Poisoned, Finds("poisoned-deflated", Pages(3, 100))]),
        Silent("driver.balloon.features.2", "not offered", Offers(), Accepts()),
        Kept("driver.balloon.poison.1", "all pages are filled", [.. Poisoned, Finds("poisoned-deflated")]),
        Broken("driver.balloon.poison.1", "a page is not", [.. Poisoned, Finds("poisoned-deflated", Pages(3))]),
        Silent("driver.balloon.poison.1", "without the feature", [.. Plain, Finds("poisoned-deflated", Pages(3))]),
        Kept("driver.balloon.features.3", "both", [Zeroing, .. Poisoned]),
        Kept("driver.balloon.features.3", "neither", Zeroing, Offers(Feature.PageReporting), Accepts(), Writes(Ready)),
        Kept("driver.balloon.features.3", "thought better of", Zeroing, Offers(Feature.PageReporting), Accepts(Feature.PageReporting), Accepts(), Inflates(8, 4)).OverVhostUser(),
        Broken("driver.balloon.features.3", "reporting alone, without a status", Zeroing, Offers(Feature.PageReporting), Accepts(Feature.PageReporting), Inflates(8, 4)),
        Broken("driver.balloon.features.3", "reporting alone", [Zeroing, .. Plain]),
        Silent("driver.balloon.features.3", "a guest that does not care", [Careless, .. Plain]),
        Silent("driver.balloon.features.3", "a guest that nobody knows", Plain),
        Kept("driver.balloon.inflate-deflate.7", "left alone", [.. Up(Feature.MustTellHost), Finds("deflating")]),
        Broken("driver.balloon.inflate-deflate.7", "written", [.. Up(Feature.MustTellHost), Finds("deflating", Pages(3))]),
        Silent("driver.balloon.inflate-deflate.7", "without the feature", [.. Up(), Finds("deflating", Pages(3))]),
        Kept("driver.balloon.inflate-deflate.9", "left alone", [.. Up(), Finds("inflating")]),
        Broken("driver.balloon.inflate-deflate.9", "written", [.. Up(), Finds("inflating", Pages(3))]),
        Kept("driver.balloon.reporting.2", "filled", [.. Poisoned, Finds("poisoned-reported")]),
        Broken("driver.balloon.reporting.2", "not filled", [.. Poisoned, Finds("poisoned-reported", Pages(3))]),
        Silent("driver.balloon.reporting.2", "without poison", [.. Plain, Finds("poisoned-reported", Pages(3))]),
        Kept("driver.balloon.reporting.3", "left alone", [.. Plain, Finds("reporting")]),
        Broken("driver.balloon.reporting.3", "written", [.. Plain, Finds("reporting", Pages(3))]),
        Kept("driver.balloon.reporting.5", "a large block", Chain(BalloonQueue.Reporting, new FreeBlock(2 << 20), Writable(2 << 20))),
        Broken("driver.balloon.reporting.5", "single pages", Crumbs),
        Silent("driver.balloon.reporting.5", "the last crumb", Chain(BalloonQueue.Reporting, new FreeBlock(4096), Writable(4096))),
        Kept("driver.balloon.reporting.6", "a few are used", [.. Plain, Finds("left-alone", Pages(3))]),
        Broken("driver.balloon.reporting.6", "all are written", [.. Plain, Finds("left-alone", Pages(3, 100))]),
        Silent("driver.balloon.reporting.6", "the guest needs memory", [.. Plain, new WorkloadChanged("hog", true), Finds("left-alone", Pages(3, 100))]),
        Kept("device.balloon.reporting.1", "left alone", [.. Plain, Finds("report-acknowledged")]),
        Broken("device.balloon.reporting.1", "changed", [.. Plain, Finds("report-acknowledged", Pages(3))]),
        Kept("device.balloon.reporting.2", "as they were", [.. Poisoned, Finds("report-kept")]),
        Broken("device.balloon.reporting.2", "discarded", [.. Poisoned, Finds("report-kept", Pages(3))]),
        Silent("device.balloon.reporting.2", "without poison", [.. Plain, Finds("report-kept", Pages(3))]),
        Kept("device.balloon.inflate-deflate.2", "returned as they were", [.. Up(Feature.MustTellHost), Finds("returned")]),
        Broken("device.balloon.inflate-deflate.2", "changed when they were back", [.. Up(Feature.MustTellHost), Finds("returned", Pages(3))]),
        Silent("device.balloon.inflate-deflate.2", "without the feature", [.. Up(), Finds("returned", Pages(3))]),
        Broken("device.balloon.inflate-deflate.1", "changed behind the acknowledgement", [.. Up(), Finds("acknowledged", Pages(3))]),
    ];
}
