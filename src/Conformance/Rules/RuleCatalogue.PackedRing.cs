using Ballast.Conformance.Rules.Rings;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> PackedRing() =>
    [
        new PackedRingIsAligned(), new NotificationNamesNext(), new ListsAreTakenInRingOrder(), new PackedDataKeepsOrder(),
        new RingMemoryIsKept("driver.packed.descriptor.1", RingCheck.Exposed, RingFormat.Packed),
        new RingMemoryIsKept("driver.packed.descriptor.2", RingCheck.Exposed, RingFormat.Packed),
        new RingMemoryIsKept("device.packed.2", RingCheck.Returned, RingFormat.Packed),
        new RingMemoryIsKept("device.packed.descriptor.1", RingCheck.Readable, RingFormat.Packed),
        new RingMemoryIsKept("device.packed.descriptor.3", RingCheck.Taken, RingFormat.Packed),
        new RingMemoryIsKept("device.packed.descriptor.4", RingCheck.Closed, RingFormat.Packed),
        new RingIsAccepted("driver.packed.chain.1", IsPackedList, "driver.packed.chain.2"), new RingIsAccepted("driver.packed.chain.2", IsPackedList),
        new RingIsAccepted("driver.packed.chain.3", IsPackedList),
        new ListsAreComplete("driver.packed.chain.4", withoutRoom: true), new ListsAreComplete("driver.packed.chain.5", withoutRoom: true),
        new ListsAreComplete("driver.packed.chain.6", withoutRoom: false),
        new RingIsAccepted("driver.packed.indirect.1", (_, life) => life.Accepts(Feature.RingPacked) && !life.Accepts(Feature.IndirectDesc)),
        new RingIsAccepted("driver.packed.indirect.2", IsPackedTable), new TablesFitTheQueue(),
        new RingIsAccepted("driver.packed.indirect.4", IsPackedTable),
    ];

    private static bool IsPackedList(ChainAvailable chain, DeviceLife life) =>
        life.Accepts(Feature.RingPacked) && !chain.IsIndirect && chain.Buffers.Count > 1;

    private static bool IsPackedTable(ChainAvailable chain, DeviceLife life) => life.Accepts(Feature.RingPacked) && chain.IsIndirect;
}
