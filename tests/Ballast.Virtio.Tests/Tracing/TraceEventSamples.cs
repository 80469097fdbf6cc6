using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tests.Tracing;

/// <summary>At least one event of every kind, with values at the ends of what they can be.</summary>
internal static class TraceEventSamples
{
    public static readonly PageSet SomePages = PageSet.Of(new PageRun(0, 1), new PageRun(0x1a0, 0x3f), new PageRun(0xfffffff, 2));

    public static readonly TraceHeader Header = new("ballast 0.1.0", TraceActor.Device, "vhost-user", "q35", 8UL << 30, Dialect.Hint, QueueNumbering.Offered);

    public static readonly ChainContent[] Contents =
    [
        new PageFrames(7, [new(5, 3), new(4, 1), new(0xffffffff, 1)], 3, 2),
        new PageFrames(0, []),
        new Statistics([new(StatisticTag.MemoryFree, ulong.MaxValue), new((StatisticTag)65535, 0)], 23),
        new Command(new(0x80000001)),
        new FreeBlock(4 << 20),
        new PrimedBuffer(8),
        new FreePageRequest(0xc0000000),
        new FreePageAnswer(ulong.MaxValue, ulong.MaxValue, 1, null),
        new FreePageAnswer(66, 24, 24, SomePages, 5),
        new Opaque(1, 1UL << 32),
    ];

    private static readonly TraceEvent[] Plain =
    [
        new FeaturesOffered(FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.FreePageHint)),
        new FeaturesAccepted(new(ulong.MaxValue)),
        new StatusRead(DeviceStatus.Acknowledge | DeviceStatus.Driver),
        new StatusWritten(DeviceStatus.None),
        new DeviceStatusChanged((DeviceStatus)0xff),
        new DeviceReset(),
        new Refused(TraceActor.Device, new("2.6", "the ring at 0x1000 is \"no\" guest memory → refused")),
        new Refused(TraceActor.Migration, new("bitmap.answer.8", "")),
        new ConfigurationRead(8, 5, 4),
        new ConfigurationWritten(4, ulong.MaxValue, 8),
        new ConfigurationChanged(8, 0, uint.MaxValue, Notified: true),
        new ConfigurationNotified(),
        new GenerationRead(uint.MaxValue),
        new QueueConfigured(3, BalloonQueue.FreePage, new QueueAddresses(32768, ulong.MaxValue, 0x1000, 0)),
        new QueueConfigured(63, null, default),
        new QueueConfigured(0, BalloonQueue.Inflate, new QueueAddresses(256, 0x10000, 0x11000, 0x12000)) { IsLegacy = true },
        new QueueSizeRead(1, BalloonQueue.Deflate, 128),
        new LegacyRingVerified(BalloonQueue.Statistics, 3, 1, 65535, 2),
        new ActualSeen(uint.MaxValue),
        new StatisticsSeen([new(StatisticTag.MemoryFree, ulong.MaxValue)]),
        new StatisticsSeen([]),
        new QueueEnabled(0, BalloonQueue.Inflate),
        new QueueReset(1, BalloonQueue.Deflate),
        new QueueResetRead(1, BalloonQueue.Deflate, IsDone: true),
        new DeviceNotified(2, BalloonQueue.Statistics),
        new DeviceNotified(3, BalloonQueue.FreePage, new NotificationData(3, 0x7fff, NextWrap: true)),
        new RingObserved(BalloonQueue.Inflate, new RingView { AvailableFlags = 1, AvailableIndex = ushort.MaxValue, UsedEvent = 0, UsedFlags = 0, UsedIndex = 7, AvailableEvent = 2 }),
        new RingObserved(BalloonQueue.Inflate, new RingView
        {
            DriverEvent = new EventArea(new PackedPosition(32767, Wrap: true), EventFlags.Descriptor), DeviceEvent = new EventArea(0, ushort.MaxValue),
        }),
        new RingObserved(BalloonQueue.Inflate, new RingView()),
        new RingVerified(BalloonQueue.Deflate, "descriptors", 128, []),
        new RingVerified(BalloonQueue.Deflate, "used", 2, [0, ushort.MaxValue]),
        new ChainAvailable(BalloonQueue.Inflate, 3, [new(16, 4, false)], new Opaque(4, 0))
        {
            IsIndirect = true, Position = ushort.MaxValue,
            Descriptors = [new(3, 0x1000, 16, 0x8084, 7, InTable: false), new(0, ulong.MaxValue, uint.MaxValue, ushort.MaxValue, ushort.MaxValue, InTable: true)],
        },
        new DriverNotified(4, BalloonQueue.Reporting),
        new DriverNotified(9, null),
        new ChainUsed(BalloonQueue.Inflate, ushort.MaxValue, uint.MaxValue),
        new ChainUsed(BalloonQueue.FreePage, 0, 8, new FreePageRequest(0x80000000)),
        new MachineBuilt("i440fx", 1UL << 40, 1UL << 30, 0xc0000000, 3UL << 30, 1UL << 39, [new("pc.ram", 1UL << 39), new("dimm0", 4096)]),
        new MachineBuilt("q35", 1 << 20, null, 0xb0000000, 1 << 20, 0, []),
        new AddressProbed(0xc0000000, null, null, Written: false),
        new AddressProbed(1UL << 32, 0xc0000000, 1UL << 32, Written: true),
        new FreePageRequestChanged(2, BitmapRequestState.Started),
        new FreePagesPolled(FreePagePoll.Pending),
        new PagesHinted(0x10000000, 4 << 20, 1024),
        new FreePagesAsked(new CommandId(2)),
        new FreePagesAsked(null),
        new FreePagesAnswered(77),
        new FreePagesGivenUp("timeout", TimeSpan.FromTicks(12_345_678)),
        new FilterApplied(5, 4),
        new MigrationSetUp(1, "bitmap", 2097152, 2097152, 0, 1_250_000_000),
        new MigrationSetUp(2, "none", 1, 1, 0),
        new LoggingStarted(),
        new BitmapSynchronised(1, 3, 3, 0),
        new RoundStarted(1, 9),
        new RoundEnded(1, 4, 5, SomePages, PageSet.Empty),
        new RoundEnded(2, 4, 5, null, null),
        new Switchover(12),
        new MigrationCompleted(TimeSpan.FromMilliseconds(421), TimeSpan.FromTicks(1), 361_708_544, 1, 2, 3, 4),
        new MigrationCancelled(),
        new MigrationFailed("the destination is gone"),
        new MemoryWritten(DirtyClient.Host, SomePages),
        new PagesWritten(DirtyClient.Guest, [new(SomePages, PageDigest.Zero), new(PageSet.Of(new PageRun(0x100000, 1)), new(UInt128.MaxValue))]),
        new PagesWritten(DirtyClient.Host, [new(SomePages, PageDigest.Zero)]),
        new FreePagesListed(SomePages, 2097152),
        new WorkloadChanged("hog", IsRunning: true),
        new GuestDescribed(true, false),
        new DriverDescribed(true),
        new SourceVerified("canaries", 16, PageSet.Empty),
        new DestinationVerified("used", 16, SomePages),
        new HintedPagesKeptOut(16, 16 << 12),
        new FeaturesRequired(FeatureSet.Of(Feature.StatsVq)),
        new ConfigurationSized(16),
        new DriverUnbound(),
        new AvailableCounted(BalloonQueue.Inflate, 3),
        new RegisterRead(RegisterSpace.Common, 0x14, 1, 0xf),
        new RegisterWritten(RegisterSpace.Mmio, 0x50, 4, ulong.MaxValue),
        new InterruptLineChanged(11, IsRaised: true),
        new InterruptMessageSent(2047),
        new RequestsVerified(BalloonQueue.Deflate, 20, 19),
    ];

    public static IReadOnlyList<TraceEvent> All { get; } = Stamp(
    [
        .. Plain,
        .. Contents.Select(content => new ChainAvailable(
            BalloonQueue.FreePage, 7, [new(ulong.MaxValue, uint.MaxValue, true), new(0, 0, false)], content) { IsIndirect = content is Command }),
    ]);

    public static IReadOnlyList<TraceEvent> Stamp(params TraceEvent[] events) =>
        [.. events.Select((e, i) => e with { Sequence = i + 1, Time = TimeSpan.FromTicks(i * 10_000_001L) })];
}
