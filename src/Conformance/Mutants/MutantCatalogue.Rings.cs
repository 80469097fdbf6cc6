using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants.Rings;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private const string CloudHypervisorCommit = "https://github.com/cloud-hypervisor/cloud-hypervisor/commit/";

    private delegate IDriverQueue DriverRingMaker(GuestMemory memory, QueueAddresses addresses, RingOptions options);

    private delegate IDeviceQueue DeviceRingMaker(GuestMemory memory, QueueAddresses addresses, RingOptions options);

    private static IEnumerable<Mutant> Rings() => [.. RingsOfEitherFormat(), .. SplitDriverRings(), .. SplitDeviceRings(), .. PackedDriverRings(), .. PackedDeviceRings()];

    private static IEnumerable<Mutant> RingsOfEitherFormat() =>
    [
        Driver<MisplacesUsedRing>("misplaces-used-ring", "aligns its used rings and event areas to 2 bytes", "driver.split.1", "driver.packed.1"),
        Driver<PutsWritableFirst>("puts-writable-first", "puts a writable buffer before readable ones", "driver.framing.1"),
        Driver<MakesHugeChains>("makes-huge-chains", "makes chains of more than 2^32 bytes", "driver.split.descriptor.1"),
        Device("looks-at-one-descriptor", parts => new DeviceThatLooksAtOneDescriptor(parts), "takes the first descriptor for the whole chain", "device.framing.1") with
        {
            Link = CloudHypervisorCommit + "52db3f865",
        },
        Device("counts-what-it-reads", parts => new DeviceThatCountsWhatItReads(parts), "returns the length of readable buffers as used length", "device.split.used.2") with
        {
            Link = CloudHypervisorCommit + "ff78eb8fb",
        },
    ];

    private static IEnumerable<Mutant> SplitDriverRings() =>
    [
        SplitDriver("descending-chains", (m, a, o) => new DescendingChains(m, a, o), "lays chains out downwards, also with IN_ORDER", "driver.split.descriptor.2"),
        SplitDriver("shuffled-tables", (m, a, o) => new ShuffledTables(m, a, o), "links indirect tables crosswise, also with IN_ORDER", "driver.split.indirect.5"),
        SplitDriver("nested-tables", (m, a, o) => new NestedTables(m, a, o), "refers to a table from within a table", "driver.split.indirect.2"),
        SplitDriver("linked-tables", (m, a, o) => new LinkedTables(m, a, o), "sets NEXT on descriptors that refer to a table", "driver.split.indirect.4"),
        SplitDriver("odd-available-flags", (m, a, o) => new OddAvailableFlags(m, a, o), "writes an undefined flag into the available ring", "driver.split.interrupt-suppression.1"),
        SplitDriver("available-flag-with-event-index", (m, a, o) => new SuppressingFlagWithEventIndex(m, a, o), "sets the flag of the available ring with EVENT_IDX", "driver.split.interrupt-suppression.3"),
        Driver<MindsEmptyInterrupts>("minds-empty-interrupts", "gives up when it is interrupted without cause", "driver.split.interrupt-suppression.5"),
        SplitDriver("forgotten-used-flags", (m, a, o) => new ForgottenUsedFlags(m, a, o), "leaves something in the flags of a fresh used ring", "driver.split.notify-suppression.1"),
        SplitDriver("driver-honours-event-always", (m, a, o) => new DriverHonoursEventAlways(m, a, o), "goes by avail_event without EVENT_IDX", "driver.split.notify-suppression.2", "driver.split.notify-suppression.4"),
        SplitDriver("driver-ignores-flag", (m, a, o) => new DriverAlwaysNotifies(m, a, o), "kicks though the device wants none", "driver.split.notify-suppression.3", "driver.split.notify-suppression.7"),
        SplitDriver("driver-honours-flag-always", (m, a, o) => new DriverHonoursFlagAlways(m, a, o), "goes by the flag of the used ring with EVENT_IDX", "driver.split.notify-suppression.5", "driver.split.notify-suppression.6"),
        SplitDriver("driver-never-kicks", (m, a, o) => new DriverNeverNotifies(m, a, o), "never kicks", "driver.split.notify-suppression.4", "driver.split.notify-suppression.6"),
        SplitDriver("moves-index-back", (m, a, o) => new MovesIndexBack(m, a, o), "takes buffers back that it has made available", "driver.split.available.1"),
        SplitDriver("loops-chains", (m, a, o) => new LoopsChains(m, a, o), "lets chains go on where they began", "driver.split.indirect.3"),
        SplitDriver("scribbles-on-exposed", (m, a, o) => new ScribblesOnExposedSplit(m, a, o), "changes descriptors that the device has not used yet", "driver.cleanup.1"),
        Driver<CrumblesBuffers>("crumbles-buffers", "spreads its arrays over descriptors of four bytes", "driver.framing.2"),
        Driver<TrustsUnwrittenBytes>("trusts-unwritten-bytes", "reads a request behind the used length", "driver.split.used.1"),
    ];

    private static IEnumerable<Mutant> SplitDeviceRings() =>
    [
        Device("writes-readable-buffers", p => new WritesReadableBuffers(p), "overwrites buffers that it may only read", "device.split.descriptor.1", "device.packed.descriptor.1"),
        SplitDevice("writes-descriptor-table", (m, a, o) => new WritesDescriptorTable(m, a, o), "clears the descriptors of what it returns", "device.split.descriptor.4"),
        SplitDevice("shows-index-first", (m, a, o) => new ShowsIndexFirst(m, a, o), "shows the used index before the entry is written", "device.split.used.1"),
        SplitDevice("minds-writable-references", (m, a, o) => new TakesWritableReferenceForBuffer(m, a, o), "takes an indirect descriptor with WRITE for a buffer", "device.split.indirect.1"),
        SplitDevice("knows-tables-in-front-only", (m, a, o) => new KnowsTablesInFrontOnly(m, a, o), "knows indirect descriptors only in front of a chain", "device.split.indirect.2", "device.framing.1"),
        SplitDevice("device-honours-event-always", (m, a, o) => new DeviceHonoursEventAlways(m, a, o), "goes by used_event without EVENT_IDX", "device.split.interrupt-suppression.1", "device.split.interrupt-suppression.2", "device.split.interrupt-suppression.3"),
        SplitDevice("device-ignores-flag", (m, a, o) => new DeviceAlwaysNotifies(m, a, o), "interrupts though the driver wants none", "device.split.interrupt-suppression.2", "device.split.interrupt-suppression.6"),
        SplitDevice("device-honours-flag-always", (m, a, o) => new DeviceHonoursFlagAlways(m, a, o), "goes by the flag of the available ring with EVENT_IDX", "device.split.interrupt-suppression.4", "device.split.interrupt-suppression.5"),
        SplitDevice("device-never-interrupts", (m, a, o) => new DeviceNeverNotifies(m, a, o), "never interrupts", "device.split.interrupt-suppression.1", "device.split.interrupt-suppression.3", "device.split.interrupt-suppression.5"),
        SplitDevice("odd-used-flags", (m, a, o) => new OddUsedFlags(m, a, o), "asks for silence with an undefined flag", "device.split.notify-suppression.1"),
        SplitDevice("used-flag-with-event-index", (m, a, o) => new UsedFlagWithEventIndex(m, a, o), "sets the flag of the used ring with EVENT_IDX", "device.split.notify-suppression.3"),
        SplitDevice("minds-empty-kicks", (m, a, o) => new MindsEmptyKicks(m, a, o), "breaks when it is kicked without cause", "device.split.notify-suppression.5"),
        Device("returns-out-of-order", p => new ReturnsOutOfOrder(p), "returns buffers out of order, also with IN_ORDER", "device.reserved-bits.5"),
    ];

    private static IEnumerable<Mutant> PackedDriverRings() =>
    [
        PackedDriver("scribbles-on-exposed-packed", (m, a, o) => new ScribblesOnExposed(m, a, o), "changes descriptors that the device has not used yet", "driver.cleanup.1", "driver.packed.descriptor.1", "driver.packed.descriptor.2"),
        PackedDriver("late-notification-data", (m, a, o) => new LateNotificationData(m, a, o), "names the descriptor behind the next one", "driver.packed.descriptor.3"),
        PackedDriver("endless-lists", (m, a, o) => new EndlessLists(m, a, o), "makes lists that go round the ring", "driver.packed.chain.1", "driver.packed.chain.2", "driver.packed.chain.6"),
        PackedDriver("writable-in-front", (m, a, o) => new WritableInFront(m, a, o), "puts a writable element in front of readable ones", "driver.packed.chain.3"),
        PackedDriver("incomplete-lists", (m, a, o) => new IncompleteLists(m, a, o), "shows the first descriptor of a list before the others", "driver.packed.chain.6"),
        Driver<StartsListsWithoutRoom>("starts-lists-without-room", "begins lists for which there is no room", "driver.packed.chain.4", "driver.packed.chain.5"),
        Driver<TablesWithoutFeature>("tables-without-feature", "uses indirect tables without INDIRECT_DESC", "driver.split.indirect.1", "driver.packed.indirect.1"),
        PackedDriver("links-within-tables", (m, a, o) => new LinksWithinTables(m, a, o), "sets NEXT within indirect tables", "driver.packed.indirect.2"),
        PackedDriver("overlong-tables", (m, a, o) => new OverlongTables(m, a, o), "refers to tables of more entries than the queue has", "driver.packed.indirect.3"),
        PackedDriver("linked-packed-tables", (m, a, o) => new LinkedPackedTables(m, a, o), "sets NEXT on descriptors that refer to a table", "driver.packed.indirect.4"),
    ];

    private static IEnumerable<Mutant> PackedDeviceRings() =>
    [
        PackedDevice("takes-second-list-first", (m, a, o) => new TakesSecondListFirst(m, a, o), "takes the second of two lists first", "device.packed.1"),
        PackedDevice("returns-in-wrong-place", (m, a, o) => new ReturnsInWrongPlace(m, a, o), "writes used descriptors one place too far", "device.packed.2"),
        PackedDevice("takes-what-is-written", (m, a, o) => new TakesWhatIsWritten(m, a, o), "takes descriptors that are not available yet", "device.packed.descriptor.3"),
        PackedDevice("writes-after-returning", (m, a, o) => new WritesAfterReturning(m, a, o), "writes to a descriptor that it has returned", "device.packed.descriptor.4"),
        PackedDevice("reads-lists-backwards", (m, a, o) => new ReadsListsBackwards(m, a, o), "takes the buffers of a list from back to front", "device.packed.chain.1", "device.framing.1"),
    ];

    private static Mutant SplitDriver(string id, DriverRingMaker make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Driver, fault, breaks) { Decisions = () => new DriverWithRing((m, a, o) => make(m, a, o), null) };

    private static Mutant PackedDriver(string id, DriverRingMaker make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Driver, fault, breaks) { Decisions = () => new DriverWithRing(null, (m, a, o) => make(m, a, o)) };

    private static Mutant SplitDevice(string id, DeviceRingMaker make, string fault, params ClauseId[] breaks) =>
        Device(id, parts => new DeviceWithRing(parts, (m, a, o) => make(m, a, o), null), fault, breaks);

    private static Mutant PackedDevice(string id, DeviceRingMaker make, string fault, params ClauseId[] breaks) =>
        Device(id, parts => new DeviceWithRing(parts, null, (m, a, o) => make(m, a, o)), fault, breaks);
}
