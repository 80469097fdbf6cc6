using Ballast.Conformance.Rules.Rings;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class RingCases
{
    private const ushort Reference = (ushort)DescriptorFlags.Indirect;
    private const ushort WritableReference = (ushort)(DescriptorFlags.Indirect | DescriptorFlags.Write);

    private static readonly TraceEvent[] Packed = Up(Feature.RingPacked);

    public static IEnumerable<RuleCase> All => [.. Memory(), .. Flags(), .. Notifications(), .. Chains(), .. Lists()];

    private static IEnumerable<RuleCase> Memory()
    {
        (string Clause, string What, TraceEvent[] Before)[] rules =
        [
            ("driver.cleanup.1", RingCheck.Exposed, []), ("device.split.descriptor.1", RingCheck.Readable, []),
            ("device.split.descriptor.4", RingCheck.Table, []), ("device.split.used.1", RingCheck.Shown, []),
            ("driver.packed.descriptor.1", RingCheck.Exposed, Packed), ("driver.packed.descriptor.2", RingCheck.Exposed, Packed),
            ("device.packed.2", RingCheck.Returned, Packed), ("device.packed.descriptor.1", RingCheck.Readable, Packed),
            ("device.packed.descriptor.3", RingCheck.Taken, Packed), ("device.packed.descriptor.4", RingCheck.Closed, Packed),
        ];
        foreach (var (clause, what, before) in rules)
        {
            yield return Kept(clause, "as it must be", [.. before, Looked(what)]);
            yield return Broken(clause, "something else", [.. before, Looked(what, 3)]);
            yield return Silent(clause, "another look", [.. before, Looked("another thing", 3)]);
        }
        yield return Silent("device.split.descriptor.1", "a packed ring", [.. Packed, Looked(RingCheck.Readable, 3)]);
        yield return Silent("device.packed.descriptor.1", "a split ring", Looked(RingCheck.Readable, 3));
    }

    private static IEnumerable<RuleCase> Flags() =>
    [
        Kept("driver.split.interrupt-suppression.1", "0 or 1", [.. Up(), Ring(availableFlags: 1)]),
        Broken("driver.split.interrupt-suppression.1", "2", [.. Up(), Ring(availableFlags: 2)]),
        Silent("driver.split.interrupt-suppression.1", "with EVENT_IDX", [.. Up(Feature.EventIdx), Ring(availableFlags: 2)]),
        Kept("driver.split.interrupt-suppression.3", "0", [.. Up(Feature.EventIdx), Ring()]),
        Broken("driver.split.interrupt-suppression.3", "1", [.. Up(Feature.EventIdx), Ring(availableFlags: 1)]),
        Kept("device.split.notify-suppression.1", "0 or 1", [.. Up(), Ring(usedFlags: 1)]),
        Broken("device.split.notify-suppression.1", "2", [.. Up(), Ring(usedFlags: 2)]),
        Kept("device.split.notify-suppression.3", "0", [.. Up(Feature.EventIdx), Ring()]),
        Broken("device.split.notify-suppression.3", "1", [.. Up(Feature.EventIdx), Ring(usedFlags: 1)]),
        Kept("driver.split.notify-suppression.1", "0 at first", new QueueEnabled(2, BalloonQueue.Statistics), Ring()),
        Broken("driver.split.notify-suppression.1", "1 at first", new QueueEnabled(2, BalloonQueue.Statistics), Ring(usedFlags: 1)),
        Silent("driver.split.notify-suppression.1", "1 later", Ring(usedFlags: 1)),
        Kept("driver.split.interrupt-suppression.5", "goes on", Interrupt, Reports(Free(1))),
        Broken("driver.split.interrupt-suppression.5", "gives up", Interrupt, Writes(DeviceStatus.Failed)),
        Broken("driver.split.interrupt-suppression.5", "resets the device", Interrupt, Writes(0)),
        Silent("driver.split.interrupt-suppression.5", "an interrupt with cause", Used(BalloonQueue.Statistics, 1), Interrupt, Reports(Free(1))),
        Kept("device.split.notify-suppression.5", "nothing happens", [.. Up(), Ring(), Kick, Ring()]),
        Broken("device.split.notify-suppression.5", "the device breaks", [.. Up(), Ring(), Kick, new DeviceStatusChanged(DeviceStatus.DeviceNeedsReset)]),
        Silent("device.split.notify-suppression.5", "a ring that nobody looked at", [.. Up(), Kick, new DeviceStatusChanged(DeviceStatus.DeviceNeedsReset)]),
        Silent("device.split.notify-suppression.5", "a kick with cause", [.. Up(), Ring(), Kick, Reports(Free(1)), Ring()]),
    ];

    private static IEnumerable<RuleCase> Notifications()
    {
        foreach (bool byDevice in new[] { true, false })
        {
            string clause = byDevice ? "device.split.interrupt-suppression." : "driver.split.notify-suppression.";
            int shift = byDevice ? 0 : 1;
            RuleCase[] cases =
            [
                Kept(clause + (1 + shift), "notified though the event is far", Stretch(byDevice, 0, 1000, false, 1)),
                Broken(clause + (1 + shift), "the event is gone by", Stretch(byDevice, 0, 1000, false, 0)),
                Kept(clause + (2 + shift), "silence is wanted and kept", Stretch(byDevice, 1, 0, false, 0)),
                Broken(clause + (2 + shift), "silence is wanted and broken", Stretch(byDevice, 1, 0, false, 1)),
                Kept(clause + (3 + shift), "notified", Stretch(byDevice, 0, 0, false, 1)),
                Broken(clause + (3 + shift), "not notified", Stretch(byDevice, 0, 0, false, 0)),
                Silent(clause + (3 + shift), "with a third party", Stretch(byDevice, 0, 0, false, 0)),
                Kept(clause + (4 + shift), "the flag is not minded", Stretch(byDevice, 1, 0, true, 1)),
                Broken(clause + (4 + shift), "the flag is gone by", Stretch(byDevice, 1, 0, true, 0)),
                Kept(clause + (5 + shift), "passed and notified", Stretch(byDevice, 0, 1, true, 1)),
                Broken(clause + (5 + shift), "passed and not notified", Stretch(byDevice, 0, 1, true, 0)),
                Kept(clause + (6 + shift), "not reached", Stretch(byDevice, 0, 2, true, 0)),
                Broken(clause + (6 + shift), "not reached, and notified", Stretch(byDevice, 0, 2, true, 1)),
            ];
            foreach (var one in cases) yield return one.Situation == "with a third party" ? one.OverVhostUser() : one;
        }
    }

    private static IEnumerable<RuleCase> Chains() =>
    [
        Kept("driver.framing.2", "one descriptor", Inflates(1, 1)),
        Broken("driver.framing.2", "crumbs", Chain(BalloonQueue.Inflate, new Opaque(128, 0), [.. Enumerable.Repeat(Readable(4), 32)])),
        Kept("driver.split.descriptor.2", "taken", [.. Up(Feature.InOrder), Twofold()]),
        Broken("driver.split.descriptor.2", "refused", Refuses("driver.split.descriptor.2")),
        Silent("driver.split.descriptor.2", "without IN_ORDER", [.. Up(), Twofold()]),
        Kept("driver.split.indirect.5", "taken", [.. Up(Feature.InOrder), Twofold() with { IsIndirect = true }]),
        Broken("driver.split.indirect.5", "refused", Refuses("driver.split.indirect.5")),
        Kept("device.split.indirect.1", "taken and used", Referred(WritableReference, InTable), Inflated()),
        Broken("device.split.indirect.1", "taken for a buffer", Referred(WritableReference)),
        Broken("device.split.indirect.1", "the device breaks", Referred(WritableReference, InTable), new DeviceStatusChanged(DeviceStatus.DeviceNeedsReset)),
        Silent("device.split.indirect.1", "no flag", Referred(Reference, InTable), Inflated()),
        Kept("device.split.indirect.2", "taken and used", Mixed(isWhole: true), Inflated()),
        Broken("device.split.indirect.2", "the table is forgotten", Mixed(isWhole: false)),
        Kept("driver.split.used.1", "primed again, no answer", Primes(), Used(BalloonQueue.FreePage, 1, 4), Primes()),
        Broken("driver.split.used.1", "answered", Primes(), Used(BalloonQueue.FreePage, 1, 4), Answers()),
        Silent("driver.split.used.1", "a whole request", Primes(), Asks(), Answers(), Primes()),
        Kept("device.reserved-bits.5", "in order", [.. Up(Feature.InOrder), Inflates(1, 1, 1), Inflates(2, 1, 2), Inflated(1), Inflated(2)]),
        Broken("device.reserved-bits.5", "the second first", [.. Up(Feature.InOrder), Inflates(1, 1, 1), Inflates(2, 1, 2), Inflated(2), Inflated(1)]),
        Silent("device.reserved-bits.5", "without IN_ORDER", [.. Up(), Inflates(1, 1, 1), Inflates(2, 1, 2), Inflated(2)]),
    ];

    private static IEnumerable<RuleCase> Lists() =>
    [
        Kept("driver.packed.1", "aligned", [.. Negotiated(Feature.RingPacked), Queue(0)]),
        Broken("driver.packed.1", "askew", [.. Negotiated(Feature.RingPacked), new QueueConfigured(0, BalloonQueue.Inflate, new(8, 0x1000, 0x1080, 0x1086))]),
        Kept("device.packed.1", "one behind the other", [.. PackedQueue, At(0), At(1)]),
        Broken("device.packed.1", "the second first", [.. PackedQueue, At(1)]),
        Kept("device.packed.chain.1", "given back", [.. Packed, Twofold(), new SourceVerified(SourceVerified.GivenBack, 1, PageSet.Empty)]),
        Broken("device.packed.chain.1", "other pages", [.. Packed, Twofold(), new SourceVerified(SourceVerified.GivenBack, 1, PageSet.Of(new PageRun(1, 1)))]),
        Kept("driver.packed.descriptor.3", "named", [.. Up(Feature.RingPacked, Feature.NotificationData), new DeviceNotified(2, BalloonQueue.Statistics) { Data = new(2, 1, true) }]),
        Broken("driver.packed.descriptor.3", "no data", [.. Up(Feature.RingPacked, Feature.NotificationData), new DeviceNotified(2, BalloonQueue.Statistics)]),
        Broken("driver.packed.descriptor.3", "refused", [.. Up(Feature.RingPacked, Feature.NotificationData), Refuses("driver.packed.descriptor.3")]),
        .. Accepted("driver.packed.chain.1", "driver.packed.chain.2", Twofold()), .. Accepted("driver.packed.chain.2", "driver.packed.chain.2", Twofold()),
        .. Accepted("driver.packed.chain.3", "driver.packed.chain.3", Twofold()), .. Accepted("driver.packed.chain.6", "driver.packed.chain.6", Twofold()),
        Kept("driver.packed.chain.4", "a whole list", [.. Packed, Twofold()]),
        Broken("driver.packed.chain.4", "a part of one while others are held", [.. Packed, Inflates(1, 1), Refuses("driver.packed.chain.6")]),
        Silent("driver.packed.chain.4", "a part of one in an empty ring", [.. Packed, Refuses("driver.packed.chain.6")]),
        Kept("driver.packed.chain.5", "a whole list", [.. Packed, Twofold()]),
        Broken("driver.packed.chain.5", "a part of one while others are held", [.. Packed, Inflates(1, 1), Refuses("driver.packed.chain.6")]),
        .. Accepted("driver.packed.indirect.1", "driver.packed.indirect.1", Twofold()),
        .. Accepted("driver.packed.indirect.2", "driver.packed.indirect.2", Twofold() with { IsIndirect = true }),
        .. Accepted("driver.packed.indirect.4", "driver.packed.indirect.4", Twofold() with { IsIndirect = true }),
        Kept("driver.packed.indirect.3", "a small table", [.. PackedQueue, Twofold() with { IsIndirect = true }]),
        Broken("driver.packed.indirect.3", "a large table", [.. PackedQueue, Table(9)]),
    ];

    private static IEnumerable<RuleCase> Accepted(string clause, string refusedAs, TraceEvent taken) =>
    [
        Kept(clause, "taken", [.. Packed, taken]),
        Broken(clause, "refused", [.. Packed, Refuses(refusedAs)]),
        Silent(clause, "a split ring", taken),
    ];

    private static TraceEvent[] PackedQueue => [.. Negotiated(Feature.RingPacked), new QueueConfigured(0, BalloonQueue.Inflate, new(8, 0x1000, 0x1080, 0x1084)), Writes(Ready)];

    private static TraceEvent Interrupt => new DriverNotified(2, BalloonQueue.Statistics);

    private static TraceEvent Kick => new DeviceNotified(2, BalloonQueue.Statistics);

    private static RawDescriptor InTable => new(0, 0x7000, 4, 0, 0, InTable: true);

    private static RingVerified Looked(string what, params ushort[] wrong) => new(BalloonQueue.Statistics, what, 4, wrong);

    private static RingObserved Ring(ushort available = 0, ushort used = 0, ushort availableFlags = 0, ushort usedFlags = 0, ushort usedEvent = 0, ushort availableEvent = 0) =>
        new(BalloonQueue.Statistics, new()
        {
            AvailableIndex = available,
            UsedIndex = used,
            AvailableFlags = availableFlags,
            UsedFlags = usedFlags,
            UsedEvent = usedEvent,
            AvailableEvent = availableEvent,
        });

    // Two entries, from index 0 on.
    private static TraceEvent[] Stretch(bool byDevice, ushort flags, ushort awaited, bool eventIndex, int notifications) =>
    [
        .. Up(eventIndex ? [Feature.EventIdx] : []),
        Ring(0, 0, flags, flags, awaited, awaited),
        .. Enumerable.Repeat(byDevice ? Interrupt : Kick, notifications),
        byDevice ? Ring(0, 2, flags, flags, awaited, awaited) : Ring(2, 0, flags, flags, awaited, awaited),
    ];

    private static ChainAvailable Twofold() => new(BalloonQueue.Inflate, 1, [Readable(2), Readable(2)], new PageFrames(1, [new(1, 1)]));

    private static ChainAvailable Table(int entries) =>
        new(BalloonQueue.Inflate, 1, [.. Enumerable.Repeat(Readable(2), entries)], new Opaque((ulong)entries * 2, 0)) { IsIndirect = true };

    private static ChainAvailable At(ushort slot) => new(BalloonQueue.Inflate, slot, [Readable(4)], new PageFrames(1, [new(1, 1)])) { Position = slot };

    private static ChainAvailable Referred(ushort flags, params RawDescriptor[] table) =>
        new(BalloonQueue.Inflate, 1, table.Length > 0 ? [Readable(4)] : [Writable(16)], new Opaque(4, 0))
        {
            IsIndirect = table.Length > 0,
            Descriptors = [new(1, 0x9000, 16, flags, 0, InTable: false), .. table],
        };

    private static ChainAvailable Mixed(bool isWhole) => new(BalloonQueue.Inflate, 1, isWhole ? [Readable(4), Readable(4)] : [Readable(4)], new Opaque(8, 0))
    {
        IsIndirect = isWhole,
        Descriptors = [new(1, 0x7000, 4, (ushort)DescriptorFlags.Next, 2, InTable: false), new(2, 0x9000, 16, Reference, 0, InTable: false), InTable],
    };
}
