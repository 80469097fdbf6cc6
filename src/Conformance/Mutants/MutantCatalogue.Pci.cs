using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants.Transports.Pci;
using Ballast.Guest.Transports;
using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private delegate VirtioPciFunction PciMaker(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options);

    private static IEnumerable<Mutant> Pci() => [.. PciIdentities(), .. PciStructures(), .. PciRegisters(), .. PciInterrupts(), .. PciDrivers()];

    private static IEnumerable<Mutant> PciIdentities() =>
    [
        PciNumber("other-vendor", PciRegister.Vendor, 2, 0x1af5, "has another vendor's number", "device.pci.discovery.2"),
        PciNumber("other-device-number", PciRegister.Device, 2, 0x1041, "has the number of a network card", "device.pci.discovery.3"),
        PciNumber("transitional-number", PciRegister.Device, 2, VirtioPciId.TransitionalBalloon, "has the number of a transitional device without being one", "device.pci.discovery.5"),
        PciNumber("revision-0", PciRegister.Revision, 1, 0, "has the revision of a transitional device without being one", "device.pci.discovery.6"),
        PciNumber("transitional-subsystem", PciRegister.SubsystemDevice, 2, VirtioPciId.Balloon, "has the subsystem of a transitional device without being one", "device.pci.discovery.7"),
        PciDevice("survives-legacy-drivers", (d, b, l, o) => new SurvivesLegacyDrivers(d, b, l, o), "goes on when a legacy driver resets it, though it knows no legacy interface", "device.pci.non-transitional.1"),
    ];

    private static IEnumerable<Mutant> PciStructures() =>
    [
        PciStructure("no-common-configuration", c => Without(c, VirtioPciStructure.Common), "has no capability for common configuration", "device.pci.common.2"),
        PciStructure("no-notifications", c => Without(c, VirtioPciStructure.Notify), "has no capability for notifications", "device.pci.notify-cap.1"),
        PciStructure("no-isr", c => Without(c, VirtioPciStructure.Isr), "has no capability for the ISR status", "device.pci.isr.1"),
        PciStructure("no-device-configuration", c => Without(c, VirtioPciStructure.Device), "has no capability for its own configuration", "device.pci.device-config.1"),
        PciStructure("no-window", c => Without(c, VirtioPciStructure.PciAccess), "has no window in configuration space", "device.pci.cfg-access.1"),
        PciStructure("unaligned-common", c => With(c, VirtioPciStructure.Common, c with { Offset = c.Offset + 2 }), "begins common configuration at an odd multiple of 2", "device.pci.common.1"),
        PciStructure("unaligned-configuration", c => With(c, VirtioPciStructure.Device, c with { Offset = c.Offset + 2 }), "begins its own configuration at an odd multiple of 2", "device.pci.device-config.2"),
        PciStructure("short-cap-len", c => With(c, VirtioPciStructure.Notify, c with { CapabilityLength = VirtioPciCapability.Size }), "does not count notify_off_multiplier in cap_len", "device.pci.capabilities.4"),
        PciStructure("odd-notify-offset", c => With(c, VirtioPciStructure.Notify, c with { Offset = c.Offset + 1 }), "has notification addresses that are not aligned", "device.pci.notify-cap.2", "device.pci.notify-cap.8"),
        PciStructure("odd-notify-multiplier", c => With(c, VirtioPciStructure.Notify, c with { NotifyMultiplier = 3, Length = 64 }), "has notification addresses 3 bytes apart", "device.pci.notify-cap.3", "device.pci.notify-cap.7"),
        PciStructure("narrow-notify-multiplier", c => With(c, VirtioPciStructure.Notify, c with { NotifyMultiplier = 2 }), "has notification addresses 2 bytes apart for notifications of 4", "device.pci.notify-cap.7"),
        PciStructure("tiny-notify-structure", c => With(c, VirtioPciStructure.Notify, c with { Length = 1 }), "has 1 byte for notifications",
            "device.pci.notify-cap.4", "device.pci.notify-cap.5", "device.pci.notify-cap.6", "device.pci.notify-cap.9", "device.pci.notify-cap.10", "device.pci.notify-cap.11"),
        PciStructure("short-notify-structure", c => With(c, VirtioPciStructure.Notify, c with { Length = 5 }), "has notification addresses for its first queue alone",
            "device.pci.notify-cap.5", "device.pci.notify-cap.6", "device.pci.notify-cap.10", "device.pci.notify-cap.11"),
        PciDevice("ignores-window-writes", (d, b, l, o) => new IgnoresWindowWrites(d, b, l, o), "takes nothing that is written through the window", "device.pci.cfg-access.2"),
        PciDevice("ignores-window-reads", (d, b, l, o) => new IgnoresWindowReads(d, b, l, o), "reads as zero through the window", "device.pci.cfg-access.3"),
    ];

    private static IEnumerable<Mutant> PciRegisters() =>
    [
        PciDevice("repeats-feature-words", (d, b, l, o) => new RepeatsFeatureWords(d, b, l, o), "shows features in words that have none", "device.pci.common.3"),
        PciDevice("forgets-features", (d, b, l, o) => new ForgetsFeatures(d, b, l, o), "reads back nothing of what was accepted", "device.pci.common.4"),
        PciDevice("stands-still", (d, b, l, o) => new StandsStill(d, b, l, o), "never moves config_generation", "device.pci.common.6"),
        PciDevice("fails-after-reset", (d, b, l, o) => new ShowsFailureAfterReset(d, b, l, o), "never shows 0 in device_status", "device.pci.common.7"),
        PciDevice("keeps-queues-enabled", (d, b, l, o) => new KeepsQueuesEnabled(d, b, l, o), "shows queues as enabled after a reset", "device.pci.common.8"),
        PciDevice("under-reset-until-enabled", (d, b, l, o) => new ShowsResetUntilEnabled(d, b, l, o), "shows queues as under reset until they are enabled", "device.pci.common.9", "device.pci.common.13"),
        PciDevice("under-reset-when-enabled", (d, b, l, o) => new ShowsResetWhenEnabled(d, b, l, o), "shows queues as under reset that are enabled", "device.pci.common.10"),
        PciDevice("resets-registers-only", (d, b, l, o) => new OnlySaysItResetsQueues(d, b, l, o), "shows a queue as reset and goes on with it", "device.pci.common.11", "device.queue-reset.1"),
        PciDevice("wavers-about-resets", (d, b, l, o) => new WaversAboutQueueResets(d, b, l, o), "shows the reset of a queue as done and as under way in turns", "device.pci.common.12"),
        PciDevice("keeps-reset-queue-enabled", (d, b, l, o) => new KeepsResetQueueEnabled(d, b, l, o), "shows a queue as enabled that was reset", "device.pci.common.13"),
        PciDevice("has-any-queue", (d, b, l, o) => new HasAnyQueue(d, b, l, o), "has a size for queues that are not there", "device.pci.common.14"),
        PciDevice("has-odd-queues", (d, b, l, o) => new HasOddQueues(d, b, l, o), "has queues of sizes that no split ring can have", "device.pci.common.15"),
        PciDevice("joins-halves", (d, b, l, o) => new JoinsHalves(d, b, l, o), "forgets the low half of an address when the high one is written", "device.pci.layout.1"),
    ];

    private static IEnumerable<Mutant> PciInterrupts() =>
    [
        PciDevice("hides-configuration-in-isr", (d, b, l, o) => new HidesConfigurationInIsr(d, b, l, o), "does not say in the ISR status that the configuration has changed", "device.pci.isr.2"),
        PciDevice("hides-queues-in-isr", (d, b, l, o) => new HidesQueuesInIsr(d, b, l, o), "does not say in the ISR status that buffers were used", "device.pci.isr.3"),
        PciDevice("hides-interrupt-in-status", (d, b, l, o) => new HidesInterruptInStatus(d, b, l, o), "shows no interrupt in PCI status", "device.pci.isr.4"),
        PciDevice("keeps-isr", (d, b, l, o) => new KeepsIsr(d, b, l, o), "does not clear the ISR status when it is read", "device.pci.isr.5"),
        PciDevice("one-vector", (d, b, l, o) => new VirtioPciFunction(d, b, l, o with { Vectors = 1 }), "has one vector", "device.pci.msix.1"),
        PciDevice("hides-last-vector", (d, b, l, o) => new HidesLastVector(d, b, l, o), "has a vector more than it reports", "device.pci.msix.2"),
        PciDevice("binds-configuration-to-vector-0", (d, b, l, o) => new BindsConfigurationToVector0(d, b, l, o), "maps changes of its configuration to the first vector alone", "device.pci.msix.4", "device.pci.msix.8"),
        PciDevice("never-unmaps", (d, b, l, o) => new NeverUnmaps(d, b, l, o), "maps to the first vector what is to be mapped to none", "device.pci.msix.5"),
        PciDevice("shows-next-vector", (d, b, l, o) => new ShowsNextVector(d, b, l, o), "reads back the vector behind the one that is mapped", "device.pci.msix.6"),
        PciDevice("keeps-vectors", (d, b, l, o) => new KeepsVectors(d, b, l, o), "keeps the vector for its configuration over a reset", "device.pci.msix.7"),
        PciDevice("refuses-last-vector", (d, b, l, o) => new RefusesLastVector(d, b, l, o), "maps nothing to its last vector", "device.pci.msix.8"),
        PciDevice("takes-impossible-vectors", (d, b, l, o) => new TakesImpossibleVectors(d, b, l, o), "takes a vector that cannot be for another", "device.pci.msix.9"),
        PciDevice("interrupts-for-unmapped-queues", (d, b, l, o) => new SendsForUnmappedQueues(d, b, l, o), "sends a message for a queue that is mapped to none", "device.pci.interrupt.1"),
        PciDevice("interrupts-for-unmapped-configuration", (d, b, l, o) => new SendsForUnmappedConfiguration(d, b, l, o), "sends a message for a configuration that is mapped to none", "device.pci.config-change.2"),
    ];

    private static IEnumerable<Mutant> PciDrivers() =>
    [
        PciDriver<KnowsTransitionalOnly>("knows-transitional-only", "takes only the transitional number for a balloon's", "driver.pci.discovery.1"),
        PciDriver<KnowsModernOnly>("knows-modern-only", "does not take the transitional number for a balloon's", "driver.pci.discovery.2"),
        PciDriver<WantsKnownRevision>("wants-known-revision", "leaves balloons of other revisions alone", "driver.pci.discovery.3"),
        PciDriver<ReadsConfigurationBytewise>("reads-bytewise", "accesses the balloon's configuration byte by byte", "driver.pci.layout.1"),
        PciDriver<TakesReservedTypes>("takes-reserved-types", "takes a capability of a reserved type for the one that it looks for", "driver.pci.capabilities.2"),
        PciDriver<TakesSecondInstance>("takes-second-instance", "goes by the last capability of a kind", "driver.pci.capabilities.3"),
        PciDriver<WantsExactCapabilities>("wants-exact-capabilities", "passes over capabilities that are longer than it knows", "driver.pci.capabilities.4"),
        PciDriver<TakesReservedBars>("takes-reserved-bars", "takes a reserved bar for the one that it resembles", "driver.pci.capabilities.5"),
        PciDriver<WantsShortStructures>("wants-short-structures", "passes over structures that are longer than it knows", "driver.pci.capabilities.7"),
        PciDriver<MovesStructures>("moves-structures", "writes into the capability of a structure", "driver.pci.capabilities.9"),
        PciDriver<WritesQueueCount>("writes-queue-count", "writes num_queues, which is read-only", "driver.pci.common.1"),
        PciDriver<WritesNoPackedSize>("writes-no-packed-size", "writes 0 to queue_size for a packed ring", "driver.pci.common.2"),
        PciDriver<WritesOddSize>("writes-odd-size", "writes a size that no split ring can have", "driver.pci.common.3"),
        PciDriver<EnablesFirst>("enables-first", "enables a queue before it maps it to a vector", "driver.pci.common.4"),
        PciDriver<DisablesQueues>("disables-queues", "writes 0 to queue_enable", "driver.pci.common.6"),
        PciDriver<ReadsIsrOnMessages>("reads-isr-on-messages", "reads the ISR status on every message", "driver.pci.isr.1"),
        PciDriver<LooksAskew>("looks-askew", "looks through the window across the boundary of a register", "driver.pci.cfg-access.1"),
        PciDriver<LooksWhereNothingIs>("looks-where-nothing-is", "looks through the window where no capability says that there is anything", "driver.pci.cfg-access.2"),
        PciDriver<WantsManyVectors>("wants-many-vectors", "gives up on a device with few vectors", "driver.pci.msix.1"),
        PciDriver<WantsVectorEach>("wants-vector-each", "wants a vector for each queue, however many there are", "driver.pci.msix.4"),
        PciDriver<TrustsMappings>("trusts-mappings", "does not read back what it has mapped", "driver.pci.msix.5"),
        PciDriver<NotifiesWide>("notifies-wide", "notifies in 4 bytes whatever was negotiated", "driver.pci.notify.1"),
        PciDriver<NotifiesNarrow>("notifies-narrow", "notifies in 2 bytes whatever was negotiated", "driver.pci.notify.2"),
        PciDriver<NamesNextQueue>("names-next-queue", "names the queue behind the one that it notifies of",
            "driver.pci.notify.3", "driver.pci.notify.4", "driver.balloon.inflate-deflate.1"),
        PciDriver<IgnoresChosenData>("ignores-chosen-data", "notifies by the index of a queue, though the device has chosen something else", "driver.pci.notify.5", "driver.pci.notify.6"),
        PciDriver<KnowsOneHandlerForVector>("one-handler-for-vector", "takes a message that is shared for one of the queues alone", "driver.pci.config-change.1"),
        Declines("declines-notif-config-data", Feature.NotifConfigData, "does not accept NOTIF_CONFIG_DATA", "driver.reserved-bits.13"),
    ];

    private static Mutant PciDevice(string id, PciMaker make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Device, fault, breaks) { Pci = (device, bus, loop, options) => make(device, bus, loop, options) };

    private static Mutant PciNumber(string id, int register, int width, uint number, string fault, params ClauseId[] breaks) =>
        PciDevice(id, (d, b, l, o) => new DeviceWithNumber(d, b, l, o, register, width, number), fault, breaks);

    private static Mutant PciStructure(string id, Func<VirtioPciCapability, VirtioPciCapability?> change, string fault, params ClauseId[] breaks) =>
        PciDevice(id, (d, b, l, o) => new DeviceWithStructures(d, b, l, o, change), fault, breaks);

    private static Mutant PciDriver<T>(string id, string fault, params ClauseId[] breaks) where T : PciDecisions, new() =>
        new(id, Side.Driver, fault, breaks) { PciDriver = static () => new T() };

    private static VirtioPciCapability? Without(VirtioPciCapability capability, VirtioPciStructure type) => capability.Type == type ? null : capability;

    private static VirtioPciCapability? With(VirtioPciCapability capability, VirtioPciStructure type, VirtioPciCapability changed) =>
        capability.Type == type ? changed : capability;
}
