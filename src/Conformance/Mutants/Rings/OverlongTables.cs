using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Refers to tables of more entries than the queue has.</summary>
internal sealed class OverlongTables(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    protected override ushort Place(ReadOnlySpan<Buffer> buffers, DescriptorFlags flags)
    {
        if ((flags & DescriptorFlags.Indirect) == 0) return base.Place(buffers, flags);
        return base.Place([buffers[0] with { Length = (uint)(Size + 1) * PackedDescriptor.Size }], flags);
    }
}
