using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// The driver's half of a ring, written descriptor by descriptor with nothing checked: for drivers that mean harm. It begins
/// where a ring begins that nobody has used yet.
/// </summary>
/// <param name="memory">Guest memory.</param>
/// <param name="ring">Where the ring is.</param>
/// <param name="isPacked">Whether it is packed.</param>
internal sealed class RawRing(GuestMemory memory, QueueAddresses ring, bool isPacked)
{
    private bool _wraps = true;

    /// <summary>The ring of a queue that a driver has set up.</summary>
    public static RawRing Of(HandDrivenDriver driver, BalloonQueue queue) =>
        new(driver.Memory, driver[queue].Ring.Addresses, driver.Accepted.Has(Feature.RingPacked));

    /// <summary>Whether it is packed.</summary>
    public bool IsPacked => isPacked;

    /// <summary>Number of its descriptors.</summary>
    public ushort Size => ring.Size;

    /// <summary>The place of the next descriptor.</summary>
    public ushort Next { get; private set; }

    /// <summary>Writes a descriptor at <see cref="Next"/>; on a packed ring it is available at once.</summary>
    /// <param name="address">Guest-physical address.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="flags">NEXT, WRITE and INDIRECT; what makes it available is added.</param>
    /// <param name="link">The next descriptor on a split ring, the buffer id on a packed one.</param>
    public void Write(ulong address, uint length, DescriptorFlags flags, ushort link)
    {
        ulong at = ring.Descriptors + (ulong)Next * SplitDescriptor.Size;
        if (isPacked) memory.TryWrite(at, new PackedDescriptor(address, length, link, flags | (_wraps ? DescriptorFlags.Available : DescriptorFlags.Used)));
        else memory.TryWrite(at, new SplitDescriptor(address, length, flags, link));
        if (++Next < ring.Size) return;
        Next = 0;
        _wraps = !_wraps;
    }

    /// <summary>Makes a chain of a split ring available.</summary>
    /// <param name="head">Where it begins.</param>
    /// <param name="by">How far the index moves.</param>
    public void Offer(ushort head, ushort by = 1)
    {
        ulong indexAt = ring.Driver + SplitLayout.IndexOffset;
        memory.TryReadIndex(indexAt, out ushort index);
        memory.TryWriteIndex(ring.Driver + SplitLayout.EntriesOffset + sizeof(ushort) * (ulong)(index % ring.Size), head);
        memory.TryWriteIndex(indexAt, unchecked((ushort)(index + by)));
    }
}
