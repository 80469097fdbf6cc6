using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Sets the flag of the available ring though EVENT_IDX was negotiated.</summary>
internal sealed class SuppressingFlagWithEventIndex(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override void WriteEntry(ushort index, ushort head)
    {
        base.WriteEntry(index, head);
        if (Options.EventIndex) Memory.TryWriteNumber(Addresses.Driver, 1);
    }
}
