using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Rings;

/// <summary>What was negotiated about the rings of a device (virtio 1.4, 2.7, 2.8 and chapter 6).</summary>
/// <param name="IsPacked">RING_PACKED: the ring is packed; otherwise split.</param>
/// <param name="Indirect">INDIRECT_DESC: descriptors may point to tables of descriptors.</param>
/// <param name="EventIndex">EVENT_IDX: notifications may be asked for by position.</param>
/// <param name="InOrder">IN_ORDER: buffers are used in the order in which they were made available.</param>
/// <param name="Order">Byte order of the ring's own fields: a legacy guest's split ring has the guest's.</param>
public readonly record struct RingOptions(
    bool IsPacked = false, bool Indirect = false, bool EventIndex = false, bool InOrder = false, ByteOrder Order = ByteOrder.Little)
{
    /// <summary>The position at which a fresh ring begins: 0, or, packed, slot 0 with a wrap counter of 1 in bit 15.</summary>
    public ushort FirstPosition => IsPacked ? PackedPosition.First.Value : (ushort)0;

    /// <summary>What accepted features say about the rings.</summary>
    public static RingOptions For(FeatureSet accepted, ByteOrder order = ByteOrder.Little) => new(
        accepted.Has(Feature.RingPacked), accepted.Has(Feature.IndirectDesc), accepted.Has(Feature.EventIdx), accepted.Has(Feature.InOrder), order);
}
