using Ballast.Conformance.Rules.Rings;
using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> SplitRing() =>
    [
        new QueuesAreAligned(), new ReadableComesFirst(), new FramingDoesNotMatter(), new UsedLengthIsWritten(),
        new RingIsAccepted("driver.split.descriptor.1", (_, life) => IsSplit(life)),
        new RingIsAccepted("driver.split.indirect.1", (_, life) => IsSplit(life) && !life.Accepts(Feature.IndirectDesc)),
        new RingIsAccepted("driver.split.indirect.2", (chain, life) => IsSplit(life) && chain.IsIndirect),
        new RingIsAccepted("driver.split.indirect.3", (chain, life) => IsSplit(life) && chain.Buffers.Count > 1),
        new RingIsAccepted("driver.split.indirect.4", (chain, life) => IsSplit(life) && chain.IsIndirect),
        new RingIsAccepted("driver.split.available.1", (_, life) => IsSplit(life)),
        new DescriptorsAreFew(),
        new RingMemoryIsKept("driver.cleanup.1", RingCheck.Exposed, null),
        new RingMemoryIsKept("device.split.descriptor.1", RingCheck.Readable, RingFormat.Split),
        new RingMemoryIsKept("device.split.descriptor.4", RingCheck.Table, RingFormat.Split),
        new RingMemoryIsKept("device.split.used.1", RingCheck.Shown, RingFormat.Split),
        new RingIsAccepted("driver.split.descriptor.2", (chain, life) => IsOrdered(chain, life) && !chain.IsIndirect),
        new RingIsAccepted("driver.split.indirect.5", (chain, life) => IsOrdered(chain, life) && chain.IsIndirect),
        new IndirectChainIsTaken("device.split.indirect.1", d => d.Any(IsWritableReference)),
        new IndirectChainIsTaken("device.split.indirect.2", d => d.Count > 0 && !IsReference(d[0]) && d.Any(IsReference)),
        new ShortRequestIsNotAnswered(), new BuffersComeBackInOrder(),
        .. SplitNotifications(),
    ];

    private static IEnumerable<Rule> SplitNotifications() =>
    [
        new RingFlagsAreDefined("driver.split.interrupt-suppression.1", ofDevice: false, withEventIndex: false),
        new RingFlagsAreDefined("driver.split.interrupt-suppression.3", ofDevice: false, withEventIndex: true),
        new RingFlagsAreDefined("device.split.notify-suppression.1", ofDevice: true, withEventIndex: false),
        new RingFlagsAreDefined("device.split.notify-suppression.3", ofDevice: true, withEventIndex: true),
        new UsedFlagsBeginAtZero(), new EmptyInterruptIsSurvived(), new EmptyKickIsSurvived(),
        .. NotificationRules(byDevice: true, "device.split.interrupt-suppression", ignoresEvent: 1, unwanted: 2, wanted: 3, ignoresFlag: 4, passed: 5, notPassed: 6),
        .. NotificationRules(byDevice: false, "driver.split.notify-suppression", ignoresEvent: 2, unwanted: 3, wanted: 4, ignoresFlag: 5, passed: 6, notPassed: 7),
    ];

    // Either side is held to the same, under numbers of its own.
    private static IEnumerable<Rule> NotificationRules(
        bool byDevice, string clauses, int ignoresEvent, int unwanted, int wanted, int ignoresFlag, int passed, int notPassed)
    {
        NotificationsAreAsWanted Of(int number, Func<NotificationWindow, bool?> judge) => new($"{clauses}.{number}", byDevice, judge);
        return
        [
            Of(ignoresEvent, w => w is { HasEventIndex: false, IsSteady: true, FlagWants: true, EventWants: false } ? w.IsNotified : null),
            Of(unwanted, w => w is { HasEventIndex: false, IsSteady: true, FlagWants: false } ? !w.IsNotified : null),
            Of(wanted, w => w is { HasEventIndex: false, IsSteady: true, FlagWants: true } ? w.IsNotified : null),
            Of(ignoresFlag, w => w is { HasEventIndex: true, FlagWants: false, EventWants: true } ? w.IsNotified : null),
            Of(passed, w => w is { HasEventIndex: true, EventWants: true } ? w.IsNotified : null),
            Of(notPassed, w => w is { HasEventIndex: true, IsSteady: true, EventWants: false } ? !w.IsNotified : null),
        ];
    }

    private static bool IsSplit(DeviceLife life) => !life.Accepts(Feature.RingPacked);

    private static bool IsOrdered(ChainAvailable chain, DeviceLife life) => IsSplit(life) && life.Accepts(Feature.InOrder) && chain.Buffers.Count > 1;

    private static bool IsReference(RawDescriptor descriptor) => (descriptor.Flags & (ushort)DescriptorFlags.Indirect) != 0;

    private static bool IsWritableReference(RawDescriptor descriptor) => IsReference(descriptor) && (descriptor.Flags & (ushort)DescriptorFlags.Write) != 0;
}
