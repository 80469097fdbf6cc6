using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Changes descriptors that the device has not used yet.</summary>
internal sealed class ScribblesOnExposed(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    private readonly Queue<PackedPosition> _exposed = new();

    protected override void WriteDescriptor(PackedPosition position, PackedDescriptor descriptor, bool isFirst)
    {
        base.WriteDescriptor(position, descriptor, isFirst);
        _exposed.Enqueue(position);
        // Old enough for the device to have taken it.
        if (_exposed.Count > 200) Memory.Guest.TryWrite(At(_exposed.Dequeue()), (Virtio.Wire.Le64)0x1000UL);
    }
}
