using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Makes the first descriptor of a list available before the others.</summary>
internal sealed class IncompleteLists(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    protected override void WriteDescriptor(PackedPosition position, PackedDescriptor descriptor, bool isFirst) => base.WriteDescriptor(
        position, isFirst ? descriptor : descriptor.With(descriptor.Flags ^ (DescriptorFlags.Available | DescriptorFlags.Used)), isFirst);
}
