using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Takes buffers back that it has made available.</summary>
internal sealed class MovesIndexBack(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override void WriteIndex(ushort index) => base.WriteIndex(index == 5 ? (ushort)(index - 3) : index);
}
