using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class LegacyCases
{
    private const int V1 = Feature.Version1;
    private const int Any = Feature.AnyLayout;
    private const int Stats = Feature.StatsVq;
    private const uint Swapped300 = 0x2c010000;
    private static readonly StatisticEntry SwappedFree = new((StatisticTag)0x0400, 1);

    public static IEnumerable<RuleCase> All => [.. Drivers, .. DriversInMemory, .. Devices, .. DevicesInMemory];

    private static IEnumerable<RuleCase> Drivers =>
    [
        Kept("driver.legacy.features.1", "one address", LegacyUp()),
        Broken("driver.legacy.features.1", "driven as a modern one", Writes(0), Writes(A), Writes(AD), Offers(Stats), Accepts(Stats), Writes(ADF), Queue(0), Writes(Ready)),
        Silent("driver.legacy.features.1", "VERSION_1 offered", Up()),
        Kept("driver.legacy.init.1", "no FEATURES_OK", LegacyUp()),
        Broken("driver.legacy.init.1", "FEATURES_OK", Writes(0), Writes(A), Writes(AD), Offers(Stats), Accepts(Stats), Writes(ADF)),
        Broken("driver.legacy.init.1", "no features", Writes(0), Writes(A), Writes(AD), Offers(Stats), Writes(AD | DeviceStatus.DriverOk)),
        Silent("driver.legacy.init.1", "VERSION_1 offered", Up()),
        Silent("driver.legacy.init.1", "no offer seen", Writes(Ready)),
        Kept("driver.init.8", "a legacy device", LegacyUp()),
        Kept("driver.init.7", "a legacy device", LegacyUp()),
        Silent("driver.init.10", "a legacy device", [.. LegacyUp(), Sets(4, 1)]),
        Silent("device.status.1", "a legacy driver", [.. LegacyUp()[..^1], Inflates(1, 1), Inflated()]),
        Kept("driver.legacy.split.layout.1", "read before", LegacyUp()),
        Broken("driver.legacy.split.layout.1", "not read", LegacyQueue(0, 0x10000)),
        Broken("driver.legacy.split.layout.1", "another one read", Size(1), LegacyQueue(0, 0x10000)),
        Silent("driver.legacy.split.layout.1", "a modern queue", Queue(0)),
        Kept("driver.legacy.split.layout.2", "side by side", LegacyQueue(0, 0x10000), LegacyQueue(1, 0x14000)),
        Broken("driver.legacy.split.layout.2", "one in the other", LegacyQueue(0, 0x10000), LegacyQueue(1, 0x12000)),
        Kept("driver.legacy.conformance.1", "VERSION_1 accepted", Up()),
        Kept("driver.legacy.conformance.1", "a legacy device driven", LegacyUp()),
        Kept("driver.legacy.conformance.1", "a legacy device given up", Writes(A), Offers(Stats), Writes(A | DeviceStatus.Failed)),
        Broken("driver.legacy.conformance.1", "VERSION_1 declined", DeclinedUp()),
        Kept("driver.legacy.reserved-bits.1", "accepted", Offers(Any), Accepts(Any)),
        Broken("driver.legacy.reserved-bits.1", "declined", Offers(Any), Accepts(Stats)),
        Silent("driver.legacy.reserved-bits.1", "a transitional device", Offers(V1, Any), Accepts(V1)),
        Kept("driver.legacy.reserved-bits.2", "left out", Offers(30), Accepts(Stats)),
        Broken("driver.legacy.reserved-bits.2", "accepted", Offers(30), Accepts(30)),
        Silent("driver.legacy.reserved-bits.2", "not offered", Offers(Stats), Accepts(Stats)),
        Silent("driver.legacy.reserved-bits.2", "the bit of vhost-user", Offers(30), Accepts(30)).OverVhostUser(),
        Kept("driver.legacy.balloon.inflate-deflate.1", "goes on", [.. LegacyUp(), Inflates(1, 1), Used(BalloonQueue.Inflate, 1, 4), Sets(4, 1)]),
        Broken("driver.legacy.balloon.inflate-deflate.1", "stands still", [.. LegacyUp(), Inflates(1, 1), Used(BalloonQueue.Inflate, 1, 4)]),
        Broken("driver.legacy.balloon.inflate-deflate.1", "gives up", [.. LegacyUp(), Used(BalloonQueue.Inflate, 1, 4), Writes(Ready | DeviceStatus.Failed)]),
        Silent("driver.legacy.balloon.inflate-deflate.1", "a length of 0", [.. LegacyUp(), Inflates(1, 1), Inflated()]),
        Kept("driver.legacy.balloon.inflate-deflate.2", "at once", [.. LegacyUp(), Sets(4, 1)]),
        Broken("driver.legacy.balloon.inflate-deflate.2", "a byte", [.. LegacyUp(), new ConfigurationWritten(4, 1, 1)]),
        Silent("driver.legacy.balloon.inflate-deflate.2", "a modern device", [.. Up(), new ConfigurationWritten(4, 1, 1)]),
    ];

    private static IEnumerable<RuleCase> DriversInMemory =>
    [
        Kept("driver.legacy.split.layout.3", "chains in their place", [.. LegacyUp(), Kicks(0), Ring(1, 1)]),
        Broken("driver.legacy.split.layout.3", "nothing in its place", [.. LegacyUp(), Kicks(0), Ring(0, 0)]),
        Silent("driver.legacy.split.layout.3", "nobody was notified", [.. LegacyUp(), Ring(0, 0)]),
        Kept("driver.legacy.split.endianness.1", "chains that make sense", [.. LegacyUp(), Ring(1, 1)]).BigEndian(),
        Broken("driver.legacy.split.endianness.1", "chains that make none", [.. LegacyUp(), Ring(256, 0, strange: 200)]).BigEndian(),
        Silent("driver.legacy.split.endianness.1", "a little-endian guest", [.. LegacyUp(), Ring(256, 0, strange: 200)]),
        Kept("driver.legacy.balloon.config.1", "as it is", [.. LegacyUp(), Inflates(1, 300), Inflated(), Sets(4, 300)]).BigEndian(),
        Broken("driver.legacy.balloon.config.1", "its bytes in the other order", [.. LegacyUp(), Inflates(1, 300), Inflated(), Sets(4, Swapped300)]).BigEndian(),
        Silent("driver.legacy.balloon.config.1", "wrong, but not for that", [.. LegacyUp(), Inflates(1, 300), Inflated(), Sets(4, 299)]).BigEndian(),
        Silent("driver.legacy.balloon.config.1", "a little-endian guest", [.. LegacyUp(), Inflates(1, 300), Inflated(), Sets(4, 300)]),
        Kept("driver.legacy.balloon.stats.1", "known tags", [.. LegacyUp(), Reports(Free(1))]).BigEndian(),
        Broken("driver.legacy.balloon.stats.1", "known tags with their bytes in the other order", [.. LegacyUp(), Reports(SwappedFree)]).BigEndian(),
        Silent("driver.legacy.balloon.stats.1", "a modern device", [.. Up(Stats), Reports(SwappedFree)]).BigEndian(),
        Kept("driver.legacy.balloon.hinting.1", "the id that is shown", [.. LegacyUp(), Shows(0, 5), Says(5)]).BigEndian(),
        Broken("driver.legacy.balloon.hinting.1", "its bytes in the other order", [.. LegacyUp(), Shows(0, 5), Says(0x05000000)]).BigEndian(),
        Silent("driver.legacy.balloon.hinting.1", "STOP", [.. LegacyUp(), Shows(0, 5), Says(0)]).BigEndian(),
        Kept("driver.legacy.features.3", "every section", LegacyUp()),
        Broken("driver.legacy.features.3", "one section not", [.. LegacyUp(), new ConfigurationWritten(4, 1, 1)]),
        Silent("driver.legacy.features.3", "a modern device", Up()),
    ];

    private static IEnumerable<RuleCase> Devices =>
    [
        Kept("device.legacy.features.1", "served", [.. DeclinedUp(), Inflates(1, 1), Inflated()]),
        Broken("device.legacy.features.1", "DRIVER_OK does not stay", [.. DeclinedUp(), Reads(AD)]),
        Broken("device.legacy.features.1", "FEATURES_OK insisted on", [.. DeclinedUp(), Refuses("driver.init.5")]),
        Silent("device.legacy.features.1", "a device that is not transitional", [.. DeclinedUp(V1), Reads(AD)]),
        Kept("device.legacy.conformance.1", "VERSION_1 offered", [.. Up(), Inflates(1, 1), Inflated()]),
        Broken("device.legacy.conformance.1", "VERSION_1 not offered", [.. LegacyUp(), Inflates(1, 1), Inflated()]),
        Kept("device.legacy.init.1", "taken", Writes(0), Writes(A), Sets(4, 77), Offers(V1, Any), Accepts(Any), new ActualSeen(77)),
        Broken("device.legacy.init.1", "not taken", Writes(0), Writes(A), Sets(4, 77), Offers(V1, Any), Accepts(Any), new ActualSeen(0)),
        Silent("device.legacy.init.1", "written in time", Writes(0), Offers(V1, Any), Accepts(Any), Sets(4, 77), new ActualSeen(0)),
        Kept("device.legacy.init.2", "served", [.. DeclinedUp()[..^1], Kicks(0), Inflates(1, 1), Inflated(), DeclinedUp()[^1]]),
        Broken("device.legacy.init.2", "not served", [.. DeclinedUp()[..^1], Kicks(0), DeclinedUp()[^1], Inflates(1, 1), Inflated()]),
        Silent("device.legacy.init.2", "a modern driver", [.. Negotiated(), Kicks(0), Writes(Ready)]),
        Kept("device.legacy.balloon.features.1", "served", [.. DeclinedUp(V1, Any, 0), Kicks(0), Inflates(1, 1), Inflated()]),
        Broken("device.legacy.balloon.features.1", "not served", [.. DeclinedUp(V1, Any, 0), Kicks(0)]),
        Silent("device.legacy.balloon.features.1", "not offered", [.. DeclinedUp(), Kicks(0)]),
        Kept("device.legacy.balloon.features.2", "kept", [.. UsedEarly, Finds("reused early")]),
        Broken("device.legacy.balloon.features.2", "lost", [.. UsedEarly, Finds("reused early", Pages(1))]),
        Broken("device.legacy.balloon.features.2", "refused", [.. UsedEarly, Refuses("driver.balloon.inflate-deflate.8")]),
        Silent("device.legacy.balloon.features.2", "not used", [.. DeclinedUp(), Finds("reused early")]),
        Kept("device.legacy.reserved-bits.2", "notified", [.. DeclinedUp(V1, Any, 24), Inflates(1, 1), Inflated(), new DriverNotified(0, BalloonQueue.Inflate)]),
        Broken("device.legacy.reserved-bits.2", "silent to the end", [.. DeclinedUp(V1, Any, 24), Inflates(1, 1), Inflated()]),
        Broken("device.legacy.reserved-bits.2", "silent until it is notified again", [.. DeclinedUp(V1, Any, 24), Inflates(1, 1), Inflated(), Kicks(0)]),
        Silent("device.legacy.reserved-bits.2", "not negotiated", [.. DeclinedUp(), Inflates(1, 1), Inflated()]),
        Kept("device.legacy.reserved-bits.3", "offered", [.. DeclinedUp(), Inflates(1, 1), Inflated()]),
        Broken("device.legacy.reserved-bits.3", "not offered", [.. DeclinedUp(V1), Inflates(1, 1), Inflated()]),
        Silent("device.legacy.reserved-bits.3", "a modern driver", [.. Up(), Inflates(1, 1), Inflated()]),
        Kept("device.legacy.reserved-bits.4", "not negotiated", DeclinedUp()),
        Broken("device.legacy.reserved-bits.4", "negotiated", Offers(V1, 30), Accepts(30)),
        Silent("device.legacy.reserved-bits.4", "the bit of vhost-user", Offers(V1, 30), Accepts(30)).OverVhostUser(),
    ];

    private static IEnumerable<RuleCase> DevicesInMemory =>
    [
        Kept("device.legacy.split.layout.1", "used where it must be", [.. LegacyUp(), Kicks(0), Inflates(1, 1), Inflated(), Ring(1, 1)]),
        Broken("device.legacy.split.layout.1", "used elsewhere", [.. LegacyUp(), Kicks(0), Inflates(1, 1), Inflated(), Ring(1, 0)]),
        Broken("device.legacy.split.layout.1", "nothing found", [.. LegacyUp(), Kicks(0), Ring(1, 0)]),
        Silent("device.legacy.split.layout.1", "nobody was notified", [.. LegacyUp(), Ring(1, 0)]),
        Silent("device.legacy.split.layout.1", "what the driver wrote makes no sense", [.. LegacyUp(), Kicks(0), Ring(1, 0, strange: 1)]),
        Kept("device.legacy.split.endianness.1", "served", [.. LegacyUp(), Kicks(0), Inflates(1, 1), Inflated(), Ring(1, 1)]).BigEndian(),
        Broken("device.legacy.split.endianness.1", "refused", [.. LegacyUp(), Kicks(0), Refuses("2.6"), Ring(1, 0)]).BigEndian(),
        Broken("device.legacy.split.endianness.1", "an index in the other order", [.. LegacyUp(), Kicks(0), Inflated(), Ring(1, 256, strangeUsed: 255)]).BigEndian(),
        Silent("device.legacy.split.endianness.1", "a little-endian guest", [.. LegacyUp(), Kicks(0), Ring(1, 1)]),
        Kept("device.legacy.balloon.config.1", "as it is", [Target(0, 300), .. LegacyUp(), Looks(0, 300)]).BigEndian(),
        Broken("device.legacy.balloon.config.1", "its bytes in the other order", [Target(0, 300), .. LegacyUp(), Looks(0, Swapped300)]).BigEndian(),
        Silent("device.legacy.balloon.config.1", "a modern driver", [Target(0, 300), .. Up(), Looks(0, Swapped300)]).BigEndian(),
        Kept("device.legacy.balloon.inflate-deflate.1", "waits", [.. LegacyUp(), new ActualSeen(0), Byte(4, 7), new ActualSeen(0), Byte(7, 0), new ActualSeen(7)]),
        Broken("device.legacy.balloon.inflate-deflate.1", "does not wait", [.. LegacyUp(), new ActualSeen(0), Byte(4, 7), new ActualSeen(7)]),
        Silent("device.legacy.balloon.inflate-deflate.1", "written at once", [.. LegacyUp(), new ActualSeen(0), Sets(4, 7), new ActualSeen(7)]),
        Kept("device.legacy.balloon.stats.1", "known as given", [.. LegacyUp(), Reports(Free(9)), Reports(Free(1)), new StatisticsSeen([Free(1)])]).BigEndian(),
        Broken("device.legacy.balloon.stats.1", "not known", [.. LegacyUp(), Reports(Free(9)), Reports(Free(1)), new StatisticsSeen([])]).BigEndian(),
        Silent("device.legacy.balloon.stats.1", "the first ones", [.. LegacyUp(), Reports(Free(1)), new StatisticsSeen([])]).BigEndian(),
        Kept("device.legacy.balloon.stats.2", "ignored", [.. LegacyUp(), Reports(Free(1)), new StatisticsSeen([])]),
        Broken("device.legacy.balloon.stats.2", "reported", [.. LegacyUp(), Reports(Free(1)), new StatisticsSeen([Free(1)])]),
        Silent("device.legacy.balloon.stats.2", "the second ones", [.. LegacyUp(), Reports(Free(9)), Reports(Free(1)), new StatisticsSeen([Free(1)])]),
        Kept("device.legacy.balloon.hinting.1", "taken", [.. LegacyUp(), Shows(0, 5), Says(5), Hints(9), Takes(9)]).BigEndian(),
        Broken("device.legacy.balloon.hinting.1", "not taken", [.. LegacyUp(), Shows(0, 5), Says(5), Hints(9), Returns()]).BigEndian(),
        Silent("device.legacy.balloon.hinting.1", "another id", [.. LegacyUp(), Shows(0, 5), Says(6), Hints(9), Returns()]).BigEndian(),
        Kept("device.legacy.features.3", "every section", [.. DeclinedUp(), Inflates(1, 1), Inflated()]),
        Broken("device.legacy.features.3", "one section not", [.. DeclinedUp(V1), Inflates(1, 1), Inflated()]),
        Silent("device.legacy.features.3", "a modern driver", [.. Up(), Inflates(1, 1), Inflated()]),
    ];

    private static TraceEvent[] UsedEarly => [Machine(), .. DeclinedUp(), Inflates(1, 1), Inflated(), Wrote(Told.Pages(1))];

    // A legacy device.
    private static TraceEvent[] LegacyUp() =>
    [
        Writes(0), Reads(0), Writes(A), Writes(AD), Offers(Any, Stats), Accepts(Any, Stats),
        Size(0), LegacyQueue(0, 0x10000), Size(1), LegacyQueue(1, 0x14000), Size(2), LegacyQueue(2, 0x18000), Writes(AD | DeviceStatus.DriverOk),
    ];

    // A legacy driver, on a transitional device unless something else is offered. It accepts all but VERSION_1 and MUST_TELL_HOST.
    private static TraceEvent[] DeclinedUp(params int[] offered)
    {
        if (offered.Length == 0) offered = [V1, Any, Stats];
        return
        [
            Writes(0), Reads(0), Writes(A), Writes(AD), Offers(offered), Accepts([.. offered.Where(f => f is not (V1 or Feature.MustTellHost))]),
            LegacyQueue(0, 0x10000), Writes(AD | DeviceStatus.DriverOk),
        ];
    }

    private static QueueSizeRead Size(int index) => new QueueSizeRead(index, null, 256);

    private static QueueConfigured LegacyQueue(int index, ulong at) =>
        new QueueConfigured(index, index == 0 ? BalloonQueue.Inflate : null, SplitLayout.LegacyAt(at, 256, 4096, out _)) { IsLegacy = true };

    private static DeviceNotified Kicks(int index) => new DeviceNotified(index, BalloonQueue.Inflate);

    private static LegacyRingVerified Ring(int available, int used, int strange = 0, int strangeUsed = 0) =>
        new LegacyRingVerified(BalloonQueue.Inflate, available, strange, used, strangeUsed);

    private static ConfigurationWritten Byte(int offset, byte value) => new ConfigurationWritten(offset, value, 1);
}
