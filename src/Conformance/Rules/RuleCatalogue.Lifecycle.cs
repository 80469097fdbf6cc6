using Ballast.Conformance.Rules.Lifecycle;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Lifecycle() => [.. NegotiationByStimulus(), .. QueueResets(), .. Suspensions()];

    private static IEnumerable<Rule> NegotiationByStimulus() =>
    [
        new NeededResetIsHeeded(), new OfferIsChecked(), new DriverFallsBack(), new DriverGivesUpWithout(),
        new ChangedConfigurationIsReadAgain(),
        new SpaceOfAnySizeWillDo("driver.config.4", isLarger: true), new SpaceOfAnySizeWillDo("driver.config.5", isLarger: false),
        new RefusalIsFollowedByFailed(), new NothingFollowsRefusal(), new DriverResetsBeforeLeaving(),
        new FeatureIsAccepted("driver.reserved-bits.3", Feature.AccessPlatform),
        new AddressesArePhysical(),
        new FeatureIsAccepted("driver.reserved-bits.6", Feature.RingPacked),
        new FeatureIsAccepted("driver.reserved-bits.7", Feature.OrderPlatform),
        new SrIovIsNotAccepted(), new SrIovIsNotOffered(),
    ];

    private static IEnumerable<Rule> QueueResets() =>
    [
        new QueueResetIsVerified(), new ResetQueueIsSetUpWhole(), new ResetQueueIsSilent(),
        new ResetQueueWorks("device.queue-reset.2", isChanged: false),
        new ResetQueueWorks("device.queue-reset.re-enable.1", isChanged: true),
    ];

    private static IEnumerable<Rule> Suspensions() =>
    [
        new SuspendIsSetInOperation(), new SuspensionIsVerified(), new NothingIsAddedWhileSuspending(),
        new SideRests("driver.suspend.4", fromAskedOn: true, e => e is DeviceNotified, "a queue is notified"),
        new SideRests("driver.suspend.5", fromAskedOn: true, e => e is ConfigurationWritten, "the configuration is written"),
        new ResumptionIsAwaited(),
        new EarlySuspendIsIgnored(), new SuspendedConfigurationStays(),
        new SideRests(
            "device.suspend.3", fromAskedOn: false, e => e is ChainAvailable or ChainUsed or DriverNotified or ConfigurationChanged, "queues or configuration are touched"),
        new SideRests(
            "device.suspend.4", fromAskedOn: false, e => e is ConfigurationNotified or ConfigurationChanged { Notified: true }, "a change of the configuration is told"),
        new WithheldChangeIsTold(),
        new RequestIsAnswered("device.suspend.6", SuspensionPhase.Asked), new RequestIsAnswered("device.suspend.7", SuspensionPhase.Resuming),
        new NothingIsTakenAfterSuspend(), new BuffersAreFinishedFirst(), new UsedBuffersAreNotifiedFirst(),
    ];
}
