using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Clears the descriptors of what it returns.</summary>
internal sealed class WritesDescriptorTable(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override bool WriteUsed(DescriptorChain chain, uint length, int chains, int slots)
    {
        Memory.Guest.TryWrite(Addresses.Descriptors + (ulong)chain.Head * SplitDescriptor.Size, default(SplitDescriptor));
        return base.WriteUsed(chain, length, chains, slots);
    }
}
