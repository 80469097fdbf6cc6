using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Takes an indirect descriptor with the WRITE flag for a buffer.</summary>
internal sealed class TakesWritableReferenceForBuffer(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override bool RefersToTable(SplitDescriptor descriptor, bool isFirst) =>
        base.RefersToTable(descriptor, isFirst) && !descriptor.IsDeviceWritable;
}
