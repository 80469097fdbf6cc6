using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;
using Entries = Ballast.Virtio.Tracing.Content.Statistics;

namespace Ballast.Conformance.Tests.Rules;

internal static class Told
{
    public const DeviceStatus A = DeviceStatus.Acknowledge;
    public const DeviceStatus AD = A | DeviceStatus.Driver;
    public const DeviceStatus ADF = AD | DeviceStatus.FeaturesOk;
    public const DeviceStatus Ready = ADF | DeviceStatus.DriverOk;
    public const ulong Ram = 1024;

    public static TraceEvent[] Up(params int[] features) => [.. Negotiated(features), Queue(0), Queue(1), Queue(2), Queue(3), Writes(Ready)];

    public static TraceEvent[] Negotiated(params int[] features) =>
    [
        Writes(0), Reads(0), Writes(A), Writes(AD), Offers([Feature.Version1, .. features]), Accepts([Feature.Version1, .. features]), Writes(ADF), Reads(ADF),
    ];

    public static TraceEvent Writes(DeviceStatus status) => new StatusWritten(status);

    public static TraceEvent Reads(DeviceStatus status) => new StatusRead(status);

    public static TraceEvent Offers(params int[] features) => new FeaturesOffered(FeatureSet.Of(features));

    public static TraceEvent Accepts(params int[] features) => new FeaturesAccepted(FeatureSet.Of(features));

    public static TraceEvent Queue(int index, ulong at = 0x1000) => new QueueConfigured(index, index == 3 ? BalloonQueue.FreePage : null, SplitLayout.At(at, 128, out _));

    public static TraceEvent Shows(uint before, uint after, bool notified = true) => new ConfigurationChanged(8, before, after, notified);

    public static TraceEvent Target(uint before, uint after) => new ConfigurationChanged(0, before, after, true);

    public static TraceEvent Looks(int field, uint value) => new ConfigurationRead(field, value, 4);

    public static TraceEvent Sets(int field, uint value) => new ConfigurationWritten(field, value, 4);

    public static TraceEvent Says(uint id, ushort head = 1) =>
        new ChainAvailable(BalloonQueue.FreePage, head, [new(0x5000, 4, false)], new Command(new(id)));

    public static TraceEvent Hints(ulong page, ulong pages = 1, ushort head = 2) => new ChainAvailable(
        BalloonQueue.FreePage, head, [new(page * 4096, (uint)(pages * 4096), true)], new FreeBlock(pages * 4096));

    public static TraceEvent Takes(ulong page, ulong pages = 1) => new PagesHinted(page * 4096, pages * 4096, pages);

    public static TraceEvent Used(BalloonQueue queue, ushort head, uint length = 0, ChainContent? content = null) => new ChainUsed(queue, head, length, content);

    public static TraceEvent Inflates(ulong frame, ulong count, ushort head = 1) => Frames(BalloonQueue.Inflate, frame, count, head);

    public static TraceEvent Deflates(ulong frame, ulong count, ushort head = 1) => Frames(BalloonQueue.Deflate, frame, count, head);

    public static TraceEvent Inflated(ushort head = 1) => Used(BalloonQueue.Inflate, head);

    public static TraceEvent Reports(params StatisticEntry[] entries) => new ChainAvailable(
        BalloonQueue.Statistics, 1, [new(0x6000, (uint)(entries.Length * 10), false)], new Entries(entries, (ulong)entries.Length * 10));

    public static StatisticEntry Free(ulong bytes) => new(StatisticTag.MemoryFree, bytes);

    public static TraceEvent Chain(BalloonQueue queue, ChainContent content, params Buffer[] buffers) => new ChainAvailable(queue, 1, buffers, content);

    public static Buffer Readable(uint length) => new(0x7000, length, false);

    public static Buffer Writable(uint length) => new(0x8000, length, true);

    public static TraceEvent Primes(ushort head = 1, uint bytes = 8) => new ChainAvailable(BalloonQueue.FreePage, head, [Writable(bytes)], new PrimedBuffer(bytes));

    public static TraceEvent Asks(ushort head = 1, ulong lowMemory = 0xe000_0000) =>
        Used(BalloonQueue.FreePage, head, 8, new FreePageRequest(lowMemory));

    public static TraceEvent Answers(PageSet? pages = null, ulong bytes = Ram / 8, ulong? carried = null, ushort head = 2) => new ChainAvailable(
        BalloonQueue.FreePage, head, [Readable(8), Readable(8), Readable((uint)(carried ?? bytes))],
        new FreePageAnswer(pages?.Pages ?? 0, bytes, carried ?? bytes, pages ?? PageSet.Empty));

    public static TraceEvent Returns(ushort head = 2, uint length = 0) => Used(BalloonQueue.FreePage, head, length);

    public static TraceEvent Request(int number, BitmapRequestState state) => new FreePageRequestChanged(number, state);

    public static TraceEvent Refuses(string clause, string message = "refused") => new Refused(TraceActor.Device, new(clause, message));

    public static TraceEvent Machine(string type = "i440fx", ulong ram = Ram * 4096, ulong low = 0xe000_0000, ulong? below = null, ulong? maximum = null, int blocks = 1)
    {
        ulong under = below ?? Math.Min(ram, low);
        return new MachineBuilt(type, ram, maximum, low, under, ram - under, [.. Enumerable.Range(0, blocks).Select(i => new RamBlockSize($"ram{i}", ram / (ulong)blocks))]);
    }

    public static TraceEvent SetsUp(string filter = "bitmap", int attempt = 1, ulong ram = Ram, ulong? marked = null, ulong bitmap = 0, ulong? rate = null) =>
        new MigrationSetUp(attempt, filter, ram, marked ?? ram, bitmap, rate);

    public static TraceEvent Logs => new LoggingStarted();

    public static TraceEvent Wants(uint? id = null) => new FreePagesAsked(id is { } value ? new CommandId(value) : null);

    public static TraceEvent HasAnswer(ulong pages) => new FreePagesAnswered(pages);

    public static TraceEvent Filters(ulong free, ulong? cleared = null) => new FilterApplied(free, cleared ?? free);

    public static TraceEvent Synchronises(ulong moved, ulong? dirty = null) => new BitmapSynchronised(1, moved, dirty ?? moved, 0);

    public static TraceEvent Round(int number, ulong dirty) => new RoundStarted(number, dirty);

    public static TraceEvent Sent(int number, PageSet data, PageSet? zero = null) =>
        new RoundEnded(number, data.Pages, zero?.Pages ?? 0, data, zero ?? PageSet.Empty);

    public static TraceEvent Completes(ulong data = 0, ulong zero = 0, ulong skipped = 0, int rounds = 1, double milliseconds = 10, ulong bytes = 0) =>
        new MigrationCompleted(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(1), bytes, data, zero, skipped, rounds);

    public static TraceEvent Verifies(string what, PageSet? wrong = null) => new DestinationVerified(what, 100, wrong ?? PageSet.Empty);

    public static TraceEvent Finds(string what, PageSet? wrong = null) => new SourceVerified(what, 100, wrong ?? PageSet.Empty);

    public static TraceEvent Wrote(PageSet pages, DirtyClient by = DirtyClient.Guest) => new MemoryWritten(by, pages);

    public static TraceEvent Lists(PageSet pages) => new FreePagesListed(pages, Ram);

    public static PageSet Pages(ulong first, ulong count = 1) => PageSet.Of(new PageRun(first, count));

    public static TraceEvent At(this TraceEvent e, double milliseconds) => e with { Time = TimeSpan.FromMilliseconds(milliseconds) };

    private static ChainAvailable Frames(BalloonQueue queue, ulong frame, ulong count, ushort head) =>
        new(queue, head, [new(0x7000, (uint)count * 4, false)], new PageFrames(count, [new(frame, count)]));
}
