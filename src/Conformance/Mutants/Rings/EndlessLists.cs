using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Lets a list go on into what is made available behind it, and so around the ring.</summary>
internal sealed class EndlessLists(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    protected override void WriteDescriptor(PackedPosition position, PackedDescriptor descriptor, bool isFirst)
    {
        bool goesOn = !isFirst || Outstanding > 0;
        base.WriteDescriptor(position, goesOn ? descriptor.With(descriptor.Flags | DescriptorFlags.Next) : descriptor, isFirst);
    }
}
