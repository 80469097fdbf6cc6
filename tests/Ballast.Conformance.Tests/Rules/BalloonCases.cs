using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;
using Entries = Ballast.Virtio.Tracing.Content.Statistics;

namespace Ballast.Conformance.Tests.Rules;

internal static class BalloonCases
{
    private static StatisticEntry[] Odd => [new((StatisticTag)12, 1)];

    private static StatisticEntry[] Backwards => [Free(1), new(StatisticTag.SwapIn, 0)];

    public static IEnumerable<RuleCase> All =>
    [
        Kept("driver.balloon.features.1", "accepted", Up(Feature.MustTellHost)),
        Broken("driver.balloon.features.1", "declined", Offers(32, 0), Accepts(32)),
        Silent("driver.balloon.features.1", "not offered", Up()),
        Kept("driver.balloon.inflate-deflate.1", "target reached", [Machine(), .. Up(), Target(0, 4), Looks(0, 4), Inflates(8, 4), Inflated()]),
        Broken("driver.balloon.inflate-deflate.1", "target missed", [Machine(), .. Up(), Target(0, 4), Looks(0, 4), Inflates(8, 2), Inflated()]),
        Silent("driver.balloon.inflate-deflate.1", "a target that the driver has not read", [Machine(), .. Up(), Target(0, 4)]),
        Kept("driver.balloon.inflate-deflate.4", "down to the target", [.. Up(), Looks(0, 4), Inflates(8, 4), Inflated(), Target(4, 1), Looks(0, 1), Deflates(8, 3)]),
        Broken("driver.balloon.inflate-deflate.4", "below the target", [.. Up(), Looks(0, 4), Inflates(8, 4), Inflated(), Deflates(8, 4)]),
        Silent("driver.balloon.inflate-deflate.4", "with DEFLATE_ON_OOM", [.. Up(Feature.DeflateOnOom), Looks(0, 4), Inflates(8, 4), Inflated(), Deflates(8, 4)]),
        Kept("driver.balloon.inflate-deflate.4", "an older target was still read", [.. Up(), Looks(0, 4), Inflates(8, 4), Inflated(), Target(4, 0), Target(0, 4), Deflates(8, 4)]),
        Kept("driver.balloon.inflate-deflate.6", "deflated first", [Machine(), .. Up(), Inflates(8, 4), Inflated(), Deflates(8, 4), Wrote(Pages(8))]),
        Broken("driver.balloon.inflate-deflate.6", "used from within the balloon", [Machine(), .. Up(), Inflates(8, 4), Inflated(), Wrote(Pages(9))]),
        Kept("driver.balloon.inflate-deflate.10", "acknowledged first", Inflates(8, 4), Inflated(), Deflates(8, 4)),
        Broken("driver.balloon.inflate-deflate.10", "not acknowledged", Inflates(8, 4), Deflates(8, 4)),
        Kept("driver.balloon.inflate-deflate.11", "updated", Inflates(8, 4), Inflated(), Sets(4, 4)),
        Broken("driver.balloon.inflate-deflate.11", "never updated", Inflates(8, 4), Inflated()),
        Broken("driver.balloon.inflate-deflate.11", "updated wrongly", Inflates(8, 4), Inflated(), Sets(4, 3)),
        Silent("driver.balloon.inflate-deflate.11", "a request still outstanding", Inflates(8, 4)),
        Silent("driver.balloon.inflate-deflate.11", "a reset in between", Inflates(8, 4), Inflated(), new DeviceReset()),
        Kept("device.balloon.inflate-deflate.1", "altered while outstanding", [Machine(), .. Up(), Inflates(8, 4), Wrote(Pages(8), DirtyClient.Device), Inflated()]),
        Broken("device.balloon.inflate-deflate.1", "altered later", [Machine(), .. Up(), Inflates(8, 4), Inflated(), Wrote(Pages(8), DirtyClient.Device)]),
        Kept("device.balloon.inflate-deflate.2", "altered in the balloon with MUST_TELL_HOST",
            [Machine(), .. Up(Feature.MustTellHost), Inflates(8, 4), Inflated(), Wrote(Pages(8), DirtyClient.Device)]),
        Kept("driver.balloon.stats.1", "one at a time", Reports(Free(1)), Used(BalloonQueue.Statistics, 1), Reports(Free(1))),
        Broken("driver.balloon.stats.1", "two at once", Reports(Free(1)), Reports(Free(1))),
        Kept("driver.balloon.stats.2", "primed", [.. Up(Feature.StatsVq), Reports(Free(1))]),
        Broken("driver.balloon.stats.2", "works without", [.. Up(Feature.StatsVq), Inflates(8, 4)]),
        Silent("driver.balloon.stats.2", "has done nothing yet", Up(Feature.StatsVq)),
        Kept("driver.balloon.stats.3", "supplied", Used(BalloonQueue.Statistics, 1), Reports(Free(1))),
        Broken("driver.balloon.stats.3", "not supplied", Reports(Free(1)), Used(BalloonQueue.Statistics, 1)),
        Silent("driver.balloon.stats.3", "a reset in between", Reports(Free(1)), Used(BalloonQueue.Statistics, 1), new DeviceReset()),
        Kept("driver.balloon.stats.4", "filled", Reports(Free(1))),
        Broken("driver.balloon.stats.4", "filler", Reports(new StatisticEntry((StatisticTag)0xffff, ulong.MaxValue))),
        Broken("driver.balloon.stats.4", "a tag twice", Reports(Free(1), Free(2))),
        Broken("driver.balloon.stats.4", "nothing", Chain(BalloonQueue.Statistics, new Opaque(4, 0), Readable(4))),
        Kept("driver.balloon.stats.5", "entries of 10 bytes", Reports(Free(1))),
        Kept("driver.balloon.stats.5", "a multiple of 6", Chain(BalloonQueue.Statistics, new Entries([], 12), Readable(12))),
        Broken("driver.balloon.stats.5", "neither", Chain(BalloonQueue.Statistics, new Entries([], 11), Readable(11))),
        Kept("driver.balloon.stats.8", "the same twice", Reports(Free(1)), Reports(Free(2))),
        Broken("driver.balloon.stats.8", "another subset", Reports(Free(1)), Reports(Odd)),
        Silent("driver.balloon.stats.8", "another driver", Reports(Free(1)), new DeviceReset(), Reports(Odd)),
        Kept("device.balloon.stats.1", "goes on", Reports(Odd), Used(BalloonQueue.Statistics, 1)),
        Broken("device.balloon.stats.1", "refuses", Reports(Odd), Refuses("5.5.6.4")),
        Silent("device.balloon.stats.1", "known tags", Reports(Free(1)), Used(BalloonQueue.Statistics, 1)),
        Kept("device.balloon.stats.2", "goes on", Reports(Backwards), Used(BalloonQueue.Statistics, 1)),
        Broken("device.balloon.stats.2", "gives up", Reports(Backwards), new DeviceStatusChanged(DeviceStatus.DeviceNeedsReset)),
        Kept("driver.balloon.poison.2", "written in time", [.. Negotiated(Feature.PagePoison), Sets(12, 0xaa), Writes(Ready)]),
        Broken("driver.balloon.poison.2", "never written", [.. Negotiated(Feature.PagePoison), Writes(Ready)]),
        Kept("driver.balloon.poison.3", "written before", [.. Negotiated(Feature.PagePoison), Sets(12, 0xaa), Writes(Ready)]),
        Broken("driver.balloon.poison.3", "written afterwards", [.. Up(Feature.PagePoison), Sets(12, 0xaa)]),
    ];
}
