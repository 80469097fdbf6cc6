using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Puts a device-writable element in front of device-readable ones.</summary>
internal sealed class WritableInFront(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    protected override void WriteDescriptor(PackedPosition position, PackedDescriptor descriptor, bool isFirst) => base.WriteDescriptor(
        position, isFirst && descriptor.HasNext ? descriptor.With(descriptor.Flags | DescriptorFlags.Write) : descriptor, isFirst);
}
