using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants.Transports.Mmio;
using Ballast.Guest.Transports;
using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Mmio() => [.. MmioDevices(), .. MmioDrivers()];

    private static IEnumerable<Mutant> MmioDevices() =>
    [
        Mmio("mmio-wrong-magic", (d, b, l, o) => new VirtioMmioRegion(d, b, l, o with { Magic = 0x7669_7274 }), "shows MagicValue the wrong way round", "device.mmio.registers.1"),
        Mmio("mmio-wrong-version", (d, b, l, o) => new VirtioMmioRegion(d, b, l, o with { Version = 1 }), "shows version 1 and has the registers of version 2", "device.mmio.registers.2"),
        Mmio("mmio-shows-events-once", (d, b, l, o) => new ShowsEventsOnce(d, b, l, o), "shows an event until it is read, as over PCI", "device.mmio.registers.3"),
        Mmio("mmio-shows-every-event", (d, b, l, o) => new ShowsEveryEvent(d, b, l, o), "shows both events whenever there is one", "device.mmio.registers.4"),
        Mmio("mmio-keeps-events", (d, b, l, o) => new KeepsEventsThroughReset(d, b, l, o), "still shows events of before after a reset", "device.mmio.registers.5"),
        Mmio("mmio-keeps-queues-ready", (d, b, l, o) => new KeepsQueuesReadyThroughReset(d, b, l, o), "still shows queues as ready after a reset", "device.mmio.registers.5"),
        Mmio("mmio-counts-no-generations", (d, b, l, o) => new CountsNoGenerations(d, b, l, o), "shows the same generation whatever the configuration is", "device.mmio.registers.6"),
        Mmio("mmio-goes-on-with-stopped-queues", (d, b, l, o) => new GoesOnWithStoppedQueues(d, b, l, o), "takes no note of 0 in QueueReady", "device.mmio.registers.7"),
        Mmio("mmio-shows-reset-of-fresh-queues", (d, b, l, o) => new ShowsResetOfFreshQueues(d, b, l, o), "shows queues that were never used as being reset", "device.mmio.registers.8"),
        Mmio("mmio-shows-reset-of-ready-queues", (d, b, l, o) => new ShowsResetOfReadyQueues(d, b, l, o), "shows queues that are in use as being reset", "device.mmio.registers.9"),
        Mmio("mmio-ignores-queue-reset", (d, b, l, o) => new IgnoresQueueReset(d, b, l, o), "takes no note of 1 in QueueReset", "device.mmio.registers.10", "device.queue-reset.1"),
        Mmio("mmio-shows-queue-reset-done-at-once", (d, b, l, o) => new ShowsQueueResetAsDoneAtOnce(d, b, l, o), "shows the reset of a queue as done before it is", "device.mmio.registers.11"),
        Mmio("mmio-shows-reset-queues-as-ready", (d, b, l, o) => new ShowsResetQueuesAsReady(d, b, l, o), "shows a queue as ready still when its reset is done", "device.mmio.registers.12"),
    ];

    private static IEnumerable<Mutant> MmioDrivers() =>
    [
        MmioDriver<TouchesUndescribedRegisters>("mmio-touches-undescribed", "reads a register that is not described", "driver.mmio.registers.1"),
        MmioDriver<WritesReadOnlyRegisters>("mmio-writes-read-only", "writes VendorID", "driver.mmio.registers.2"),
        MmioDriver<ReadsWriteOnlyRegisters>("mmio-reads-write-only", "reads QueueSel", "driver.mmio.registers.3"),
        MmioDriver<ReadsControlRegistersNarrowly>("mmio-reads-narrowly", "reads VendorID byte by byte", "driver.mmio.registers.4"),
        MmioDriver<ReadsConfigurationBytewise>("mmio-configuration-bytewise", "accesses the configuration byte by byte", "driver.mmio.registers.5"),
        MmioDriver<TakesAnyMagic>("mmio-takes-any-magic", "takes anything for a virtio device", "driver.mmio.registers.6"),
        MmioDriver<TakesAnyVersion>("mmio-takes-any-version", "drives a device of any version", "driver.mmio.registers.8"),
        MmioDriver<TakesNoDeviceForOne>("mmio-takes-no-device", "takes device 0 for a balloon", "driver.mmio.registers.10", "driver.mmio.init.3", "driver.mmio.init.4"),
        MmioDriver<ReadsFeaturesUnselected>("mmio-reads-features-unselected", "does not choose the first word of features before it reads it", "driver.mmio.registers.12"),
        MmioDriver<WritesFeaturesUnselected>("mmio-writes-features-unselected", "does not choose the first word of features before it writes it", "driver.mmio.registers.13"),
        MmioDriver<AsksForLargerQueues>("mmio-asks-for-larger-queues", "asks for queues of more entries than there can be", "driver.mmio.registers.14"),
        MmioDriver<StopsQueuesBySize>("mmio-stops-by-size", "stops a queue by taking its size away", "driver.mmio.registers.15", "driver.mmio.registers.16"),
        MmioDriver<TrustsTheStop>("mmio-trusts-the-stop", "does not read QueueReady back", "driver.mmio.registers.17"),
        MmioDriver<MindsUndefinedEvents>(
            "mmio-minds-undefined-events", "handles nothing of an interrupt with undefined bits",
            "driver.mmio.registers.18", "driver.mmio.registers.19", "driver.mmio.interrupt.3"),
        MmioDriver<AcknowledgesNothing>("mmio-acknowledges-nothing", "handles events and does not acknowledge them", "driver.mmio.registers.19", "driver.mmio.interrupt.3"),
        MmioDriver<AcknowledgesEverything>("mmio-acknowledges-everything", "acknowledges undefined bits as well", "driver.mmio.registers.20"),
        MmioDriver<AssumesQueueResetDone>("mmio-assumes-queue-reset", "takes the reset of a queue for done whatever QueueReset reads", "driver.mmio.registers.21", "driver.queue-reset.1"),
        MmioDriver<AsksForDeviceIdFirst>("mmio-device-id-first", "reads DeviceID before it knows what there is", "driver.mmio.init.1", "driver.mmio.init.2"),
        MmioDriver<AsksForNoDeviceId>("mmio-no-device-id", "does not read DeviceID", "driver.mmio.init.2"),
        MmioDriver<LooksForSharedMemory>("mmio-looks-for-shared-memory", "asks for shared memory", "driver.mmio.init.5"),
        MmioDriver<AcknowledgesBeforeReset>("mmio-acknowledges-before-reset", "sets ACKNOWLEDGE before it resets the device", "driver.mmio.init.6", "driver.init.1"),
        MmioDriver<GuessesEvents>("mmio-guesses-events", "does not read InterruptStatus", "driver.mmio.interrupt.1"),
    ];

    private static Mutant Mmio(
        string id, Func<IVirtioDevice, ReferenceBus, IEventLoop, VirtioMmioOptions, VirtioMmioRegion> make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Device, fault, breaks) { Mmio = make };

    private static Mutant MmioDriver<T>(string id, string fault, params ClauseId[] breaks) where T : MmioDecisions, new() =>
        new(id, Side.Driver, fault, breaks) { MmioDriver = static () => new T() };
}
