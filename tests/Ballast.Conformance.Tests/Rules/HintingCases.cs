using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class HintingCases
{
    private static TraceEvent[] Begun => [Machine(), .. Up(Feature.FreePageHint), Looks(8, 0), Shows(0, 5), Looks(8, 5), Says(5)];

    private static TraceEvent[] OneRound => [.. Begun, Used(BalloonQueue.FreePage, 1), Hints(16), Takes(16), Returns(), Says(0), Used(BalloonQueue.FreePage, 1)];

    public static IEnumerable<RuleCase> All =>
    [
        Kept("driver.balloon.hinting.1", "4 bytes", Says(5)),
        Broken("driver.balloon.hinting.1", "8 bytes", Chain(BalloonQueue.FreePage, new Opaque(8, 0), Readable(8))),
        Silent("driver.balloon.hinting.1", "pages only", Hints(16)),
        Kept("driver.balloon.hinting.2", "the current id first", OneRound),
        Broken("driver.balloon.hinting.2", "pages without an id", [.. Up(Feature.FreePageHint), Shows(0, 5), Hints(16)]),
        Broken("driver.balloon.hinting.2", "an id that was never shown", [.. Up(Feature.FreePageHint), Shows(0, 5), Says(6)]),
        Broken("driver.balloon.hinting.2", "pages after STOP", [.. OneRound, Hints(17)]),
        Silent("driver.balloon.hinting.2", "pages of a round that began before the trace", Hints(16)),
        Kept("driver.balloon.hinting.3", "once", OneRound),
        Broken("driver.balloon.hinting.3", "twice", [.. Begun, Says(5)]),
        Kept("driver.balloon.hinting.4", "offered", OneRound),
        Broken("driver.balloon.hinting.4", "nothing offered", [.. Begun, Says(0)]),
        Kept("driver.balloon.hinting.4", "nothing left in a second round", [.. OneRound, Shows(5, 6), Says(6), Says(0)]),
        Kept("driver.balloon.hinting.4", "nothing left, and the id was read", [.. OneRound, Shows(5, 6), Looks(8, 6), Says(6), Says(0)]),
        Silent("driver.balloon.hinting.4", "offered under no id", [.. Begun[..^1], Hints(16)]),
        Silent("driver.balloon.hinting.4", "stopped by the device at once", [.. Up(Feature.FreePageHint), Shows(0, 5), Shows(5, 0)]),
        Kept("driver.balloon.hinting.5", "STOP follows", [.. Begun, Hints(16), Shows(5, 0), Looks(8, 0), Hints(17), Says(0)]),
        Broken("driver.balloon.hinting.5", "pages after STOP", [.. Begun, Hints(16), Shows(5, 0), Looks(8, 0), Says(0), Hints(17)]),
        Broken("driver.balloon.hinting.5", "more pages than the queue can have held", [.. Begun, Shows(5, 0), Looks(8, 0), .. Enumerable.Repeat(Hints(17), 200)]),
        Kept("driver.balloon.hinting.6", "STOP", OneRound),
        Broken("driver.balloon.hinting.6", "nothing", [.. Begun, Hints(16)]),
        Silent("driver.balloon.hinting.6", "overtaken by another id", [.. Begun, Hints(16), Shows(5, 6)]),
        Kept("driver.balloon.hinting.9", "initialised", [.. OneRound, Wrote(Pages(16), DirtyClient.Device), Wrote(Pages(16)), Finds("reused")]),
        Broken("driver.balloon.hinting.9", "left as they were", [.. OneRound, Wrote(Pages(16), DirtyClient.Device), Wrote(Pages(16)), Finds("reused", Pages(16))]),
        Kept("driver.balloon.hinting.9", "written before they were released", [.. OneRound, Wrote(Pages(16), DirtyClient.Device), Finds("released")]),
        Broken("driver.balloon.hinting.9", "released as they were", [.. OneRound, Wrote(Pages(16), DirtyClient.Device), Finds("released", Pages(16))]),
        Silent("driver.balloon.hinting.9", "nothing was altered", [.. OneRound, Finds("released")]),
        Kept("driver.balloon.hinting.10", "free again", [.. OneRound, Shows(5, 1), Looks(8, 1), Lists(Pages(0, 100))]),
        Broken("driver.balloon.hinting.10", "kept", [.. OneRound, Shows(5, 1), Looks(8, 1), Lists(Pages(17, 10))]),
        Broken("driver.balloon.hinting.10", "free memory does not recover",
            [.. Begun[..^1], Reports(Free(8192)), Says(5), Hints(16), Says(0), Shows(5, 1), Looks(8, 1), Reports(Free(4096))]),
        Kept("device.balloon.hinting.1", "STOP at first", OneRound),
        Broken("device.balloon.hinting.1", "an id at first", [.. Up(Feature.FreePageHint), Looks(8, 5)]),
        Broken("device.balloon.hinting.1", "an id after the migration", [.. OneRound[..^1], Completes()]),
        Broken("device.balloon.hinting.1", "an id while the log is synchronised", [.. Begun, new BitmapSynchronised(2, 1, 1, 0)]),
        Broken("device.balloon.hinting.1", "an id at the switchover", [.. Begun, new Switchover(1)]),
        Kept("device.balloon.hinting.1", "STOP while the log is synchronised", [.. Begun, Shows(5, 0), new BitmapSynchronised(2, 1, 1, 0), new Switchover(1)]),
        Kept("device.balloon.hinting.2", "counts on", [.. OneRound, Shows(5, 6)]),
        Broken("device.balloon.hinting.2", "shown again", Shows(0, 5), Shows(5, 1), Shows(1, 5)),
        Kept("device.balloon.hinting.2", "shown again after STOP", [.. OneRound, Shows(5, 0), Shows(0, 5)]),
        Kept("device.balloon.hinting.3", "ignored", [.. Begun, Shows(5, 6), Hints(16), Returns()]),
        Broken("device.balloon.hinting.3", "taken", [.. Begun, Shows(5, 6), Hints(16), Takes(16), Returns()]),
        Silent("device.balloon.hinting.3", "current pages", OneRound),
        Kept("device.balloon.hinting.4", "survives", [.. Begun, Wrote(Pages(16)), Hints(16), Verifies("used")]),
        Broken("device.balloon.hinting.4", "lost", [.. Begun, Wrote(Pages(16)), Hints(16), Verifies("used", Pages(16))]),
        Silent("device.balloon.hinting.4", "other pages written", [.. Begun, Wrote(Pages(30)), Hints(16), Verifies("used")]),
        Kept("device.balloon.hinting.5", "left alone", [.. OneRound, Shows(5, 1), Finds("hinted")]),
        Broken("device.balloon.hinting.5", "altered", [.. OneRound, Shows(5, 1), Finds("hinted", Pages(16))]),
        Broken("device.balloon.hinting.5", "written to", [.. OneRound, Shows(5, 1), Wrote(Pages(16), DirtyClient.Device)]),
        Silent("device.balloon.hinting.5", "altered before DONE", [.. OneRound, Wrote(Pages(16), DirtyClient.Device)]),
        Kept("device.balloon.hinting.6", "shown", [.. OneRound, Shows(5, 1), Completes()]),
        Broken("device.balloon.hinting.6", "not shown after a cancel", [.. OneRound, new MigrationCancelled()]),
        Broken("device.balloon.hinting.6", "shown without notification", [.. OneRound, Shows(5, 1, notified: false)]),
        Silent("device.balloon.hinting.6", "the driver has gone", [.. OneRound, new MigrationCancelled(), Writes(0)]),
    ];
}
