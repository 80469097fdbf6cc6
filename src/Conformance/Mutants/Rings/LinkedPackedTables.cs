using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Sets NEXT on descriptors that refer to a table.</summary>
internal sealed class LinkedPackedTables(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    protected override ushort Place(ReadOnlySpan<Buffer> buffers, DescriptorFlags flags) =>
        base.Place(buffers, (flags & DescriptorFlags.Indirect) != 0 ? flags | DescriptorFlags.Next : flags);
}
