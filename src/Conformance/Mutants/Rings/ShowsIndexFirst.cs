using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Shows the index of the used ring before it writes the entry.</summary>
internal sealed class ShowsIndexFirst(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override bool WriteUsed(DescriptorChain chain, uint length, int chains, int slots)
    {
        if (Memory.TryReadNumber(Addresses.Device + SplitLayout.IndexOffset, out ushort index)) WriteIndex((ushort)(index + chains));
        return base.WriteUsed(chain, length, chains, slots);
    }
}
