using System.Numerics;
using Ballast.Conformance.Rules.Lifecycle;
using Ballast.Conformance.Rules.Transports.Pci;
using Ballast.Virtio;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Pci() =>
        [.. PciIdentity(), .. PciStructures(), .. PciRegisters(), .. PciInterrupts(), .. PciDriverSetUp(), .. PciDriverOperation()];

    private static IEnumerable<Rule> PciIdentity() =>
    [
        new IdentityIsRight("device.pci.discovery.2", PciRegister.Vendor, "vendor", VirtioPciId.Vendor),
        new IdentityIsRight("device.pci.discovery.3", PciRegister.Device, "device number", VirtioPciId.ModernBalloon, VirtioPciId.TransitionalBalloon),
        new NonTransitionalIdentity("device.pci.discovery.5", NonTransitionalMark.Device),
        new NonTransitionalIdentity("device.pci.discovery.6", NonTransitionalMark.Revision),
        new NonTransitionalIdentity("device.pci.discovery.7", NonTransitionalMark.Subsystem),
        new LegacyDriverIsTurnedAway(),
    ];

    private static IEnumerable<Rule> PciStructures() =>
    [
        new CapabilityHasItsLength(),
        new StructureIsAligned("device.pci.common.1", VirtioPciStructure.Common),
        new StructureIsPresented("device.pci.common.2", VirtioPciStructure.Common),
        new StructureIsPresented("device.pci.notify-cap.1", VirtioPciStructure.Notify),
        // "An even power of 2" is read as a power of 2 that is even.
        new NotifyCapabilityFits("device.pci.notify-cap.2", withData: false, c => c.Offset % 2 == 0),
        new NotifyCapabilityFits("device.pci.notify-cap.3", withData: false, c => c.NotifyMultiplier == 0 || (c.NotifyMultiplier >= 2 && BitOperations.IsPow2(c.NotifyMultiplier))),
        new NotifyCapabilityFits("device.pci.notify-cap.4", withData: false, c => c.Length >= 2),
        new NotifyLengthSuffices("device.pci.notify-cap.5", withData: false, whole: true),
        new NotifyLengthSuffices("device.pci.notify-cap.6", withData: false, whole: false),
        new NotifyCapabilityFits("device.pci.notify-cap.7", withData: true, c => c.NotifyMultiplier == 0 || (c.NotifyMultiplier >= 4 && BitOperations.IsPow2(c.NotifyMultiplier))),
        new NotifyCapabilityFits("device.pci.notify-cap.8", withData: true, c => c.Offset % 4 == 0),
        new NotifyCapabilityFits("device.pci.notify-cap.9", withData: true, c => c.Length >= 4),
        new NotifyLengthSuffices("device.pci.notify-cap.10", withData: true, whole: true),
        new NotifyLengthSuffices("device.pci.notify-cap.11", withData: true, whole: false),
        new StructureIsPresented("device.pci.isr.1", VirtioPciStructure.Isr),
        new StructureIsPresented("device.pci.device-config.1", VirtioPciStructure.Device),
        new StructureIsAligned("device.pci.device-config.2", VirtioPciStructure.Device),
        new StructureIsPresented("device.pci.cfg-access.1", VirtioPciStructure.PciAccess),
    ];

    private static IEnumerable<Rule> PciRegisters() =>
    [
        new HalvesAreSeparate(), new FeatureWordsAreShown(), new AcceptedFeaturesReadBack(), new GenerationMoves(), new ResetIsPresented(),
        new QueueRegisterIsZeroAfterReset("device.pci.common.8", CommonRegister.QueueEnable, "queue_enable"),
        new QueueRegisterIsZeroAfterReset("device.pci.common.9", CommonRegister.QueueReset, "queue_reset", Feature.RingReset),
        new QueueResetIsZeroAfterEnable(), new QueueResetTakesEffect(), new QueueResetIsShownUntilDone(), new QueueResetIsShownAsDone(),
        new QueueSizeIsRight("device.pci.common.14", isThere: false), new QueueSizeIsRight("device.pci.common.15", isThere: true),
        new WindowWrites(), new WindowReads(),
    ];

    private static IEnumerable<Rule> PciInterrupts() =>
    [
        new IsrTellsOfConfiguration(), new IsrTellsOfQueues(), new StatusBitMatchesIsr(), new IsrClearsOnRead(),
        new VectorCountIsUseful(), new VectorCountIsReported(), new AnyEventMapsToAnyVector(), new EventsCanBeUnmapped(), new VectorsReadBack(),
        new VectorsAreUnmappedByReset(), new MappingsAreNotRefused(), new FailedMappingIsReported(),
        new UnmappedEventIsSilent("device.pci.interrupt.1", isConfiguration: false),
        new UnmappedEventIsSilent("device.pci.config-change.2", isConfiguration: true),
    ];

    private static IEnumerable<Rule> PciDriverSetUp() =>
    [
        new DeviceIsBound("driver.pci.discovery.1", VirtioPciId.ModernBalloon, isUsual: true),
        new DeviceIsBound("driver.pci.discovery.2", VirtioPciId.TransitionalBalloon, isUsual: true),
        new DeviceIsBound("driver.pci.discovery.3", null, isUsual: false),
        new AccessHasFieldWidth(),
        new CapabilityIsIgnored("driver.pci.capabilities.2", (c, _) => !Enum.IsDefined(c.Type)),
        new CapabilityIsIgnored("driver.pci.capabilities.3", (c, space) => c.IsDefined && space.FirstOf(c.Type) is { } first && first.Place != c.Place),
        new LargerIsAccepted("driver.pci.capabilities.4", LargerIsAccepted.HasLongCapability),
        new CapabilityIsIgnored("driver.pci.capabilities.5", (c, _) => c.Bar >= PciRegister.BarCount),
        new LargerIsAccepted("driver.pci.capabilities.7", LargerIsAccepted.HasLongStructure),
        new CapabilitiesAreNotWritten(), new ReadOnlyRegistersAreNotWritten(),
        new WrittenQueueSizeIsLegal("driver.pci.common.2", isPacked: true), new WrittenQueueSizeIsLegal("driver.pci.common.3", isPacked: false),
        new QueueIsEnabledLast(), new ResetIsAwaited(), new QueueIsNotDisabled(), new QueueResetIsAwaited(),
        new FeatureIsAccepted("driver.reserved-bits.13", Feature.NotifConfigData, transport: "pci"),
    ];

    private static IEnumerable<Rule> PciDriverOperation() =>
    [
        new IsrIsLeftAlone(),
        new WindowIsUsedRight("driver.pci.cfg-access.1", WindowIsUsedRight.IsAligned), new WindowIsUsedRight("driver.pci.cfg-access.2", WindowIsUsedRight.IsDescribed),
        new AnyTableSizeWillDo(), new VectorsAreWithinTable(), new MappingsAreVerified(),
        new NotificationHasWidth("driver.pci.notify.1", withData: false), new NotificationHasWidth("driver.pci.notify.2", withData: true),
        new NotificationNamesQueue("driver.pci.notify.3", isChosen: false, withData: false), new NotificationNamesQueue("driver.pci.notify.4", isChosen: false, withData: true),
        new NotificationNamesQueue("driver.pci.notify.5", isChosen: true, withData: false), new NotificationNamesQueue("driver.pci.notify.6", isChosen: true, withData: true),
        new SharedInterruptMeansBoth(),
    ];
}
