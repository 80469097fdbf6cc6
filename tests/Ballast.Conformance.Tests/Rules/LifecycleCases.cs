using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class LifecycleCases
{
    private const DeviceStatus NeedsReset = Ready | DeviceStatus.DeviceNeedsReset;
    private const DeviceStatus Asking = Ready | DeviceStatus.Suspend;
    private const DeviceStatus Suspended = ADF | DeviceStatus.Suspend;
    private const int Inflate = 0;

    public static IEnumerable<RuleCase> All => [.. Negotiation, .. QueueResets, .. DriverSuspensions, .. DeviceSuspensions];

    private static RuleCase[] Negotiation =>
    [
        Kept("driver.status.4", "a reset", [.. Up(), Shows(NeedsReset), new ConfigurationNotified(), Writes(0)]),
        Kept("driver.status.4", "given up", [.. Up(), Shows(NeedsReset), new ConfigurationNotified(), Writes(Ready | DeviceStatus.Failed)]),
        Broken("driver.status.4", "told, and at work as before", [.. Up(), Shows(NeedsReset), new ConfigurationNotified(), Reads(NeedsReset), Looks(0, 1)]),
        Silent("driver.status.4", "told with the last event", [.. Up(), Shows(NeedsReset), new ConfigurationNotified()]),
        Kept("driver.features.3", "left out", Offers(32, 50), Accepts(32)),
        Broken("driver.features.3", "taken", Offers(32, 50), Accepts(32, 50)),
        Broken("driver.features.3", "offered without its prerequisite, and taken", Offers(40), Accepts(40)),
        Silent("driver.features.3", "a valid offer", Offers(32, 1), Accepts(32)),
        Kept("driver.features.6", "ready without", Up(Feature.FreePageHint)),
        Broken("driver.features.6", "given up", Writes(0), Writes(AD), Offers(32), Writes(AD | DeviceStatus.Failed)),
        Silent("driver.features.6", "given up after a refusal", Writes(0), Writes(AD), Offers(32), Writes(ADF), Reads(AD), Writes(ADF | DeviceStatus.Failed)),
        Silent("driver.features.6", "given up for want of what it needs", new FeaturesRequired(FeatureSet.Of(1)), Writes(0), Offers(32), Writes(DeviceStatus.Failed)),
        Kept("driver.features.7", "given up", new FeaturesRequired(FeatureSet.Of(1)), Writes(0), Writes(AD), Offers(32), Writes(AD | DeviceStatus.Failed)),
        Broken("driver.features.7", "gone on", [new FeaturesRequired(FeatureSet.Of(1)), .. Up()]),
        Broken("driver.features.7", "stopped in silence", new FeaturesRequired(FeatureSet.Of(1)), Writes(0), Writes(AD), Offers(32)),
        Silent("driver.features.7", "nothing is missing", [new FeaturesRequired(FeatureSet.Of(1)), .. Up(1)]),
        Kept("driver.config.1", "read again", new GenerationRead(1), Looks(0, 5), new GenerationRead(2), Looks(0, 6)),
        Broken("driver.config.1", "gone by", new GenerationRead(1), Looks(0, 5), new GenerationRead(2), Sets(4, 5)),
        Broken("driver.config.1", "another field", new GenerationRead(1), Looks(0, 5), new GenerationRead(2), Looks(8, 1)),
        Silent("driver.config.1", "nothing changed", new GenerationRead(1), Looks(0, 5), new GenerationRead(1), Sets(4, 5)),
        Kept("driver.config.4", "a large space", [new ConfigurationSized(64), .. Up()]),
        Broken("driver.config.4", "a large space is too large", new ConfigurationSized(64), Writes(0), Writes(AD), Offers(32), Writes(AD | DeviceStatus.Failed)),
        Silent("driver.config.4", "a space of the usual size", [new ConfigurationSized(16), .. Up()]),
        Kept("driver.config.5", "just large enough", [new ConfigurationSized(8), .. Up()]),
        Broken("driver.config.5", "large enough, and not taken", new ConfigurationSized(8), Writes(0), Writes(AD), Offers(32), Writes(AD | DeviceStatus.Failed)),
        Silent("driver.config.5", "too small", new ConfigurationSized(8), Writes(0), Writes(AD), Offers(32, 3), Writes(AD | DeviceStatus.Failed)),
        Kept("driver.init.12", "FAILED after a refusal", [.. Refused, Writes(ADF | DeviceStatus.Failed)]),
        Broken("driver.init.12", "a reset without FAILED", [.. Refused, Writes(0)]),
        Broken("driver.init.12", "nothing at all", Refused),
        Kept("driver.init.13", "FAILED after a refusal", [.. Refused, Writes(ADF | DeviceStatus.Failed)]),
        Broken("driver.init.13", "a queue after a refusal", [.. Refused, Queue(0)]),
        Broken("driver.init.13", "DRIVER_OK after a refusal", [.. Refused, Writes(Ready)]),
        Kept("driver.cleanup.2", "reset, then gone", [.. Up(), Inflates(1, 1), Writes(0), new DeviceReset(), new DriverUnbound()]),
        Broken("driver.cleanup.2", "gone without a reset", [.. Up(), Inflates(1, 1), new DriverUnbound()]),
        Silent("driver.cleanup.2", "nothing outstanding", [.. Up(), Inflates(1, 1), Inflated(), Writes(0), new DriverUnbound()]),
        Kept("driver.reserved-bits.3", "accepted", Offers(32, 33), Accepts(32, 33)),
        Broken("driver.reserved-bits.3", "declined", Offers(32, 33), Accepts(32)),
        Kept("driver.reserved-bits.6", "accepted", Offers(32, 34), Accepts(32, 34)),
        Broken("driver.reserved-bits.6", "declined", Offers(32, 34), Accepts(32)),
        Kept("driver.reserved-bits.7", "accepted", Offers(32, 36), Accepts(32, 36)),
        Broken("driver.reserved-bits.7", "declined", Offers(32, 36), Accepts(32)),
        Kept("driver.reserved-bits.5", "a queue in RAM", [Machine(), .. Up()]),
        Broken("driver.reserved-bits.5", "a queue elsewhere", [Machine(), .. Negotiated(), Queue(0, 1UL << 40)]),
        Broken("driver.reserved-bits.5", "a buffer elsewhere",
            [Machine(), .. Up(), Chain(BalloonQueue.Inflate, new Opaque(4, 0), new Virtio.Rings.Buffer(1UL << 40, 4, IsDeviceWritable: false))]),
        Silent("driver.reserved-bits.5", "ACCESS_PLATFORM is offered", [Machine(), .. Up(33), Queue(0, 1UL << 40)]),
        Kept("driver.reserved-bits.10", "left out", Offers(32, 37), Accepts(32)),
        Broken("driver.reserved-bits.10", "accepted", Offers(32, 37), Accepts(32, 37)),
        Kept("device.reserved-bits.10", "not offered", Offers(32)),
        Broken("device.reserved-bits.10", "offered", Offers(32, 37)),
    ];

    private static RuleCase[] QueueResets =>
    [
        Kept("driver.queue-reset.1", "looked at until done", [.. Resettable, Resets, Sees(false), Sees(true), Queue(Inflate)]),
        Broken("driver.queue-reset.1", "set up at once", [.. Resettable, Resets, Queue(Inflate)]),
        Broken("driver.queue-reset.1", "set up while under way", [.. Resettable, Resets, Sees(false), Enables]),
        Silent("driver.queue-reset.1", "stopped by a transport that resets no queues", [.. Up(), Resets, Queue(Inflate)]),
        Kept("driver.queue-reset.re-enable.1", "set up whole", [.. Resettable, Resets, Sees(true), Queue(Inflate), Enables]),
        Broken("driver.queue-reset.re-enable.1", "enabled alone", [.. Resettable, Resets, Sees(true), Enables]),
        Kept("device.queue-reset.1", "silence", [.. Resettable, Resets, Sees(true), Queue(Inflate), Enables, Inflates(1, 1)]),
        Broken("device.queue-reset.1", "a buffer used", [.. Resettable, Inflates(1, 1), Resets, Sees(true), Inflated()]),
        Broken("device.queue-reset.1", "a notification", [.. Resettable, Resets, Sees(true), new DriverNotified(Inflate, BalloonQueue.Inflate)]),
        Silent("device.queue-reset.1", "a reset that is under way", [.. Resettable, Inflates(1, 1), Resets, Sees(false), Inflated()]),
        Kept("device.queue-reset.2", "all come back", [.. Resettable, Resets, Sees(true), Places(128), Enables, new RequestsVerified(BalloonQueue.Inflate, 4, 4)]),
        Broken("device.queue-reset.2", "one does not", [.. Resettable, Resets, Sees(true), Places(128), Enables, new RequestsVerified(BalloonQueue.Inflate, 4, 3)]),
        Silent("device.queue-reset.2", "other values", [.. Resettable, Resets, Sees(true), Places(64), Enables, new RequestsVerified(BalloonQueue.Inflate, 4, 3)]),
        Kept("device.queue-reset.re-enable.1", "all come back", [.. Resettable, Resets, Sees(true), Places(64), Enables, new RequestsVerified(BalloonQueue.Inflate, 4, 4)]),
        Broken("device.queue-reset.re-enable.1", "one does not",
            [.. Resettable, Resets, Sees(true), Places(64), Enables, new RequestsVerified(BalloonQueue.Inflate, 4, 3)]),
    ];

    private static RuleCase[] DriverSuspensions =>
    [
        Kept("driver.suspend.1", "in operation", [.. Suspendable, Writes(Asking)]),
        Broken("driver.suspend.1", "before DRIVER_OK", [.. Negotiated(Feature.Suspend), Writes(ADF | DeviceStatus.Suspend)]),
        Broken("driver.suspend.1", "not negotiated", [.. Up(), Writes(Asking)]),
        Kept("driver.suspend.2", "looked at", [.. Suspendable, Writes(Asking), Reads(Asking), Reads(Suspended)]),
        Kept("driver.suspend.2", "the device breaks", [.. Suspendable, Writes(Asking), Reads(NeedsReset)]),
        Broken("driver.suspend.2", "taken for granted", [.. Suspendable, Writes(Asking), Reads(Asking), Writes(Asking)]),
        Kept("driver.suspend.3", "nothing added", [.. Suspendable, Writes(Asking), Counts(3), Reads(Suspended), Counts(3)]),
        Broken("driver.suspend.3", "a chain added", [.. Suspendable, Writes(Asking), Counts(3), Reads(Suspended), Counts(4)]),
        Silent("driver.suspend.3", "a chain added afterwards", [.. Rested, Counts(3), Writes(Asking), Counts(4)]),
        Kept("driver.suspend.4", "no kick", [.. Rested, Writes(Asking)]),
        Broken("driver.suspend.4", "a kick", [.. Suspendable, Writes(Asking), Kicks]),
        Kept("driver.suspend.5", "no write", [.. Rested, Writes(Asking)]),
        Broken("driver.suspend.5", "a write", [.. Rested, Sets(4, 1)]),
        Kept("driver.suspend.6", "looked at", [.. Rested, Writes(Asking), Reads(Asking), Reads(Ready), Kicks]),
        Broken("driver.suspend.6", "taken for granted", [.. Rested, Writes(Asking), Reads(Asking), Kicks]),
    ];

    private static RuleCase[] DeviceSuspensions =>
    [
        Kept("device.suspend.1", "ignored", [.. Negotiated(Feature.Suspend), Writes(ADF | DeviceStatus.Suspend), Reads(ADF)]),
        Broken("device.suspend.1", "suspended", [.. Negotiated(Feature.Suspend), Writes(ADF | DeviceStatus.Suspend), Reads(Suspended)]),
        Kept("device.suspend.2", "as it was", [.. Suspendable, Looks(4, 1), Writes(Asking), Reads(Suspended), Sets(4, 7), Looks(4, 1)]),
        Broken("device.suspend.2", "as it was written", [.. Suspendable, Looks(4, 1), Writes(Asking), Reads(Suspended), Sets(4, 7), Looks(4, 7)]),
        Kept("device.suspend.3", "silence", [.. Rested, Writes(Asking)]),
        Broken("device.suspend.3", "a buffer used", [.. Suspendable, Inflates(1, 1), Writes(Asking), Reads(Suspended), Inflated()]),
        Broken("device.suspend.3", "a field changed", [.. Rested, new ConfigurationChanged(0, 0, 1, Notified: false)]),
        Kept("device.suspend.4", "silence", [.. Rested, Writes(Asking)]),
        Broken("device.suspend.4", "a notification", [.. Rested, new ConfigurationNotified()]),
        Kept("device.suspend.5", "told", [.. Rested, Writes(Asking), Shows(Ready), Target(0, 64)]),
        Kept("device.suspend.5", "changed at once, told later", [.. Rested, new ConfigurationChanged(0, 0, 1, Notified: false), Writes(Asking), Reads(Ready), new ConfigurationNotified()]),
        Broken("device.suspend.5", "never told", [.. Rested, Writes(Asking), Shows(Ready), new ConfigurationChanged(0, 0, 64, Notified: false), Reads(Ready)]),
        Silent("device.suspend.5", "nothing changed", [.. Rested, Writes(Asking), Shows(Ready), Reads(Ready)]),
        Kept("device.suspend.6", "suspended", Rested),
        Kept("device.suspend.6", "broken", [.. Suspendable, Writes(Asking), Reads(Asking), Reads(NeedsReset)]),
        Broken("device.suspend.6", "neither", [.. Suspendable, Writes(Asking), Reads(Ready), Reads(Ready)]),
        Kept("device.suspend.7", "at work", [.. Rested, Writes(Asking), Reads(Ready)]),
        Broken("device.suspend.7", "neither", [.. Rested, Writes(Asking), Reads(Asking)]),
        Kept("device.suspend.8", "nothing taken", Rested),
        Broken("device.suspend.8", "a buffer taken", [.. Suspendable, Writes(Asking), Inflates(1, 1), Reads(Suspended)]),
        Kept("device.suspend.9", "used first", [.. Suspendable, Inflates(1, 1), Writes(Asking), Inflated(), Shows(Suspended)]),
        Broken("device.suspend.9", "left over", [.. Suspendable, Inflates(1, 1), Writes(Asking), Shows(Suspended)]),
        Silent("device.suspend.9", "nothing taken", Rested),
        Kept("device.suspend.10", "notified first",
            [.. Suspendable, Inflates(1, 1), Writes(Asking), Inflated(), new DriverNotified(Inflate, BalloonQueue.Inflate), Shows(Suspended)]),
        Broken("device.suspend.10", "in silence", [.. Suspendable, Inflates(1, 1), Writes(Asking), Inflated(), Shows(Suspended)]),
        Silent("device.suspend.10", "no status", Inflates(1, 1), Inflated()).OverVhostUser(),
    ];

    private static TraceEvent[] Refused => [Writes(0), Writes(A), Writes(AD), Offers(32), Accepts(32), Writes(ADF), Reads(AD)];

    private static TraceEvent[] Resettable => [.. Negotiated(Feature.RingReset), Places(128), Enables, Writes(Ready)];

    private static TraceEvent[] Suspendable => Up(Feature.Suspend);

    private static TraceEvent[] Rested => [.. Suspendable, Writes(Asking), Reads(Suspended)];

    private static TraceEvent Resets => new QueueReset(Inflate, BalloonQueue.Inflate);

    private static TraceEvent Enables => new QueueEnabled(Inflate, BalloonQueue.Inflate);

    private static TraceEvent Kicks => new DeviceNotified(Inflate, BalloonQueue.Inflate);

    private static DeviceStatusChanged Shows(DeviceStatus status) => new DeviceStatusChanged(status);

    private static QueueResetRead Sees(bool done) => new QueueResetRead(Inflate, BalloonQueue.Inflate, done);

    private static QueueConfigured Places(ushort size) => new QueueConfigured(Inflate, BalloonQueue.Inflate, SplitLayout.At(0x1000, size, out _));

    private static AvailableCounted Counts(int chains) => new AvailableCounted(BalloonQueue.Inflate, chains);
}
