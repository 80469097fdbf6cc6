using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Changes descriptors that the device has not used yet.</summary>
internal sealed class ScribblesOnExposedSplit(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    private readonly Queue<ushort> _exposed = new();

    protected override void WriteEntry(ushort index, ushort head)
    {
        base.WriteEntry(index, head);
        _exposed.Enqueue(head);
        // Old enough for the device to have taken it.
        if (_exposed.Count > 200) Memory.Guest.TryWrite(Addresses.Descriptors + (ulong)_exposed.Dequeue() * SplitDescriptor.Size, (Virtio.Wire.Le64)0x1000UL);
    }
}
