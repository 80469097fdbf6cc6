using Ballast.Conformance.Mutants.Lifecycle;
using Ballast.Conformance.Mutants.Negotiation;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Lifecycle() => [.. LifecycleDrivers(), .. LifecycleDevices()];

    private static IEnumerable<Mutant> LifecycleDrivers() =>
    [
        Driver<WaitsInsteadOfResetting>("waits-instead-of-resetting", "waits for a device that needs a reset", "driver.status.4"),
        Driver<InsistsOnStatistics>("insists-on-statistics", "gives up on a device without STATS_VQ, which it can do without", "driver.features.6"),
        Driver<IgnoresWhatItNeeds>("ignores-what-it-needs", "goes into operation without a feature that it needs", "driver.features.7"),
        Driver<GivesUpInSilence>("gives-up-in-silence", "stops without setting FAILED", "driver.features.7", "driver.init.12"),
        Driver<GoesOnAfterRefusal>(
            "goes-on-after-refusal", "goes on though FEATURES_OK did not stick", "driver.init.6", "driver.init.12", "driver.init.13"),
        Driver<BoundsConfiguration>("bounds-configuration", "refuses a configuration space larger than the structure it knows", "driver.config.4"),
        Driver<WantsWholeConfiguration>("wants-whole-configuration", "refuses a configuration space without fields that it does not need", "driver.config.5"),
        Driver<LeavesWithoutReset>("leaves-without-reset", "takes its buffers away without having reset the device", "driver.cleanup.2"),
        Declines("declines-access-platform", Feature.AccessPlatform, "does not accept ACCESS_PLATFORM", "driver.reserved-bits.3"),
        Driver<PassesBusAddresses>("passes-bus-addresses", "passes addresses of a bus of its own, as if there were an IOMMU", "driver.reserved-bits.5"),
        Declines("declines-packed-rings", Feature.RingPacked, "does not accept RING_PACKED", "driver.reserved-bits.6"),
        Declines("declines-order-platform", Feature.OrderPlatform, "does not accept ORDER_PLATFORM", "driver.reserved-bits.7"),
        Driver<AcceptsSrIov>(
            "accepts-sr-iov", "accepts SR_IOV without PCI", "driver.reserved-bits.10", "driver.features.3", "driver.features.4", "driver.features.5"),
        Driver<AssumesQueueReset>("assumes-queue-reset", "sets a queue up again without looking whether its reset is done", "driver.queue-reset.1", "driver.pci.common.7"),
        Driver<EnablesAsBefore>("enables-as-before", "enables a queue after its reset without setting it up", "driver.queue-reset.re-enable.1"),
        Driver<SuspendsUnreadyDevice>("suspends-unready-device", "sets SUSPEND whatever state the device is in", "driver.suspend.1"),
        Driver<AssumesSuspension>("assumes-suspension", "takes the device for suspended as soon as it has set SUSPEND", "driver.suspend.2"),
        Driver<WorksOnWhileSuspended>(
            "works-on-while-suspended", "uses queues and configuration of a suspended device", "driver.suspend.3", "driver.suspend.4", "driver.suspend.5"),
        Driver<AssumesResumption>("assumes-resumption", "uses the device as soon as it has set DRIVER_OK again", "driver.suspend.6"),
    ];

    private static IEnumerable<Mutant> LifecycleDevices() =>
    [
        Device("offers-sr-iov", parts => new DeviceThatOffers(parts, o => o.With(Feature.SrIov)), "offers SR_IOV, though it is no PCI device", "device.reserved-bits.10", "device.features.4"),
        Device("keeps-reset-queue", parts => new KeepsResetQueue(parts), "shows the reset of a queue as done and goes on with the queue", "device.queue-reset.1"),
        Device("keeps-position", parts => new KeepsPosition(parts), "goes on in the rings of a reset queue where it was before", "device.queue-reset.2"),
        Device("keeps-queue-size", parts => new KeepsQueueSize(parts), "takes a reset queue for as large as it was before", "device.queue-reset.re-enable.1"),
        Device("suspends-early", parts => new SuspendsEarly(parts), "suspends before it is initialised", "device.suspend.1"),
        Device("takes-writes-while-suspended", parts => new TakesWritesWhileSuspended(parts), "takes writes to the configuration while suspended", "device.suspend.2"),
        Device("changes-while-suspended", parts => new ChangesWhileSuspended(parts), "changes its configuration while suspended", "device.suspend.3", "device.suspend.5"),
        Device("tells-while-suspended", parts => new TellsWhileSuspended(parts), "tells of changes of the configuration while suspended", "device.suspend.4"),
        Device("forgets-to-tell", parts => new ForgetsToTell(parts), "never tells of a change that it withheld", "device.suspend.5"),
        Device("ignores-suspend", parts => new IgnoresSuspend(parts), "does not suspend and does not say why", "device.suspend.6"),
        Device("never-resumes", parts => new NeverResumes(parts), "does not work on after it was suspended", "device.suspend.7"),
        Device("takes-after-suspend", parts => new TakesAfterSuspend(parts), "takes buffers until it shows itself as suspended", "device.suspend.8"),
        Device("leaves-buffers-unfinished", parts => new LeavesBuffersUnfinished(parts), "suspends with buffers that it did not use", "device.suspend.9"),
        Device("suspends-in-silence", parts => new SuspendsInSilence(parts), "does not notify of the last buffers before it suspends", "device.suspend.10"),
    ];
}
