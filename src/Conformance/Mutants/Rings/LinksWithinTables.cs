using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Sets NEXT within indirect tables.</summary>
internal sealed class LinksWithinTables(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    protected override void WriteTable(ulong table, ReadOnlySpan<Buffer> buffers)
    {
        base.WriteTable(table, buffers);
        for (int i = 0; i < buffers.Length - 1; i++)
            Memory.Guest.TryWrite(table + (ulong)i * PackedDescriptor.Size, new PackedDescriptor(buffers[i].Address, buffers[i].Length, 0, DescriptorFlags.Next));
    }
}
