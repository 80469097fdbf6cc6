using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Links the entries of indirect tables in another order than they lie, also where IN_ORDER was negotiated.</summary>
internal sealed class ShuffledTables(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override void WriteTable(ulong table, ReadOnlySpan<Buffer> buffers)
    {
        base.WriteTable(table, buffers);
        if (buffers.Length < 3) return;
        // The second and the last entry change places, and the links with them.
        Link(table, 0, buffers[0], (ushort)(buffers.Length - 1));
        for (int i = 2; i < buffers.Length - 1; i++) Link(table, i, buffers[i], (ushort)(i == buffers.Length - 2 ? 1 : i + 1));
        Link(table, buffers.Length - 1, buffers[1], (ushort)(buffers.Length == 3 ? 1 : 2));
        Memory.TryWrite(table + SplitDescriptor.Size, new SplitDescriptor(buffers[^1].Address, buffers[^1].Length, DescriptorFlags.None, 0));
    }

    private void Link(ulong table, int entry, Buffer buffer, ushort next) => Memory.TryWrite(
        table + (ulong)entry * SplitDescriptor.Size, new SplitDescriptor(buffer.Address, buffer.Length, DescriptorFlags.Next, next));
}
