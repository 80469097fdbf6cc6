using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Refers to a table from within a table.</summary>
internal sealed class NestedTables(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override void WriteTable(ulong table, ReadOnlySpan<Buffer> buffers)
    {
        base.WriteTable(table, buffers);
        var last = buffers[^1];
        ulong entry = table + (ulong)(buffers.Length - 1) * SplitDescriptor.Size;
        Memory.TryWrite(entry, new SplitDescriptor(last.Address, last.Length, DescriptorFlags.Indirect, 0));
    }
}
