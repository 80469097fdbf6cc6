using Ballast.Conformance.Rules.Transports.Mmio;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Mmio() => [.. MmioDevices(), .. MmioAccesses(), .. MmioDrivers()];

    private static IEnumerable<Rule> MmioDevices() =>
    [
        new MagicValueIsRight(), new VersionIsTwo(), new EventsAreShownUntilAcknowledged(), new NoEventIsMadeUp(),
        new ResetClearsEventsAndQueues(), new GenerationFollowsConfiguration(), new StoppedQueueIsLeftAlone(),
        new QueueResetReadsZero("device.mmio.registers.8", MmioQueuePhase.Fresh, "after a reset of the device"),
        new QueueResetReadsZero("device.mmio.registers.9", MmioQueuePhase.Ready, "after the queue was enabled"),
        new QueueResetResets(), new QueueResetIsShownWhileItRuns(), new ResetQueueIsNotReady(),
    ];

    private static IEnumerable<Rule> MmioAccesses() =>
    [
        new OnlyDescribedRegistersAreTouched(), new ReadOnlyRegistersAreNotWritten(), new WriteOnlyRegistersAreNotRead(),
        new AccessesAreWordsWide("driver.mmio.registers.4", isConfiguration: false), new AccessesAreWordsWide("driver.mmio.registers.5", isConfiguration: true),
        new StrangeDeviceIsLeftAlone("driver.mmio.registers.6", MmioRegister.MagicValue, magic => magic != MmioRegister.Magic),
        new StrangeDeviceIsLeftAlone(
            "driver.mmio.registers.8", MmioRegister.Version, version => version is not (MmioRegister.LegacyVersion or MmioRegister.ModernVersion)),
        new StrangeDeviceIsLeftAlone("driver.mmio.registers.10", MmioRegister.DeviceId, id => id == 0),
        new FeaturesAreSelectedFirst("driver.mmio.registers.12", MmioRegister.DeviceFeaturesSelect, MmioRegister.DeviceFeatures),
        new FeaturesAreSelectedFirst("driver.mmio.registers.13", MmioRegister.DriverFeaturesSelect, MmioRegister.DriverFeatures),
    ];

    private static IEnumerable<Rule> MmioDrivers() =>
    [
        new QueueSizeIsPossible(), new ReadyQueueIsLeftAsItIs(), new QueueIsStoppedByQueueReady(), new StopIsReadBack(),
        new UndefinedEventsAreIgnored(), new HandledEventsAreAcknowledged("driver.mmio.registers.19"), new OnlyDefinedEventsAreAcknowledged(),
        new QueueResetIsSeenDone(),
        new IdentityIsReadInOrder("driver.mmio.init.1", [], MmioRegister.MagicValue, MmioRegister.Version),
        new IdentityIsReadInOrder("driver.mmio.init.2", [MmioRegister.MagicValue, MmioRegister.Version], MmioRegister.DeviceId),
        new StrangeDeviceIsLeftAlone("driver.mmio.init.3", MmioRegister.DeviceId, id => id == 0),
        new StrangeDeviceIsLeftAlone("driver.mmio.init.4", MmioRegister.DeviceId, id => id == 0, mayRead: false),
        new SharedMemoryIsLeftAlone(), new InitialisationIsInOrder(), new InterruptStatusIsRead(),
        new HandledEventsAreAcknowledged("driver.mmio.interrupt.3"),
    ];
}
