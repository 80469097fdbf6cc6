using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Writes an undefined flag into the available ring.</summary>
internal sealed class OddAvailableFlags(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override void WriteEntry(ushort index, ushort head)
    {
        base.WriteEntry(index, head);
        Memory.TryWriteNumber(Addresses.Driver, 2);
    }
}
