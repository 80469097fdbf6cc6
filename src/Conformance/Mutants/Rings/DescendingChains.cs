using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Lays chains out downwards, also where IN_ORDER was negotiated.</summary>
internal sealed class DescendingChains(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override ushort NextOf(ushort index) => (ushort)((index + Size - 1) % Size);
}
