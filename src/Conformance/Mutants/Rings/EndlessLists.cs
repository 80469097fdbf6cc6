using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Makes lists that go round the ring.</summary>
internal sealed class EndlessLists(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    private PackedPosition _last = PackedPosition.First;

    protected override void WriteDescriptor(PackedPosition position, PackedDescriptor descriptor, bool isFirst)
    {
        base.WriteDescriptor(position, descriptor, isFirst);
        _last = position;
        if (descriptor.HasNext || isFirst) return;
        // The list goes on around the ring and over its own beginning.
        for (int i = 0; i < Size; i++, _last = _last.Plus(1, Size))
            Memory.Guest.TryWrite(At(_last), new PackedDescriptor(descriptor.Address, descriptor.Length, descriptor.Id, DescriptorFlags.Next | _last.Available));
    }
}
