using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Takes the buffers of a list from back to front.</summary>
internal sealed class ReadsListsBackwards(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDeviceQueue(memory, addresses, options)
{
    protected override Violation? ReadNext(out DescriptorChain? chain)
    {
        var violation = base.ReadNext(out chain);
        if (chain is not null) chain = chain with { Buffers = [.. chain.Buffers.Reverse()] };
        return violation;
    }
}
