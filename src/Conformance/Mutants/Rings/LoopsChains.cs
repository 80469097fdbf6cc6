using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Lets chains go on where they began.</summary>
internal sealed class LoopsChains(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override ushort Place(ReadOnlySpan<Buffer> buffers, DescriptorFlags flags)
    {
        ushort head = base.Place(buffers, flags);
        if (buffers.Length == 1) return head;
        ulong place = Addresses.Descriptors + (ulong)head * SplitDescriptor.Size;
        Memory.TryWrite(place, new SplitDescriptor(buffers[0].Address, buffers[0].Length, DescriptorFlags.Next, head));
        return head;
    }
}
