namespace Ballast.Virtio.Rings;

/// <content>Descriptor chains and their indirect tables (virtio 1.4, 2.7.5).</content>
public partial class SplitDeviceQueue
{
    private readonly List<Buffer> _buffers = [];
    private readonly List<RawDescriptor> _descriptors = [];

    private Violation? Walk(ushort head, out DescriptorChain? chain)
    {
        chain = null;
        _buffers.Clear();
        _descriptors.Clear();
        var table = new Table(Addresses.Descriptors, Size, IsIndirect: false);
        ushort index = head;
        ulong total = 0;
        for (int seen = 0; ; seen++)
        {
            // driver.split.indirect.3; it also ends every loop.
            if (seen >= Size) return new("driver.split.indirect.3", $"the chain at {head} is longer than the queue of {Size}");
            if (index >= table.Entries) return new("2.7.5", $"descriptor index {index} is outside a table of {table.Entries}");
            if (!Memory.TryRead(table.Address + (ulong)index * SplitDescriptor.Size, out SplitDescriptor descriptor)) return OutOfMemory("descriptor table", table.Address);
            _descriptors.Add(new(index, descriptor.Address, descriptor.Length, (ushort)descriptor.Flags, descriptor.Next, table.IsIndirect));
            if (RefersToTable(descriptor, _buffers.Count == 0))
            {
                if (Open(index, descriptor, ref table) is { } fault) return fault;
                index = 0;
                seen--;
                continue;
            }
            if (_buffers.Count > 0 && _buffers[^1].IsDeviceWritable && !descriptor.IsDeviceWritable)
                return new("driver.framing.1", $"descriptor {index} is device-readable behind a device-writable one");
            total += descriptor.Length;
            if (total > 1UL << 32) return new("driver.split.descriptor.1", $"the chain at {head} is longer than 2^32 bytes");
            _buffers.Add(new(descriptor.Address, descriptor.Length, descriptor.IsDeviceWritable));
            if (!descriptor.HasNext) break;
            if (OutOfOrder(index, descriptor.Next, table) is { } disorder) return disorder;
            index = descriptor.Next;
        }
        chain = new(head, [.. _buffers]) { IsIndirect = table.IsIndirect, Descriptors = [.. _descriptors], Position = NextAvailable };
        return null;
    }

    // device.split.indirect.1: the flag for writing says nothing. device.split.indirect.2: other descriptors may stand in front.
    /// <summary>Whether a descriptor refers to an indirect table.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="isFirst">Whether it is the first of its chain.</param>
    protected virtual bool RefersToTable(SplitDescriptor descriptor, bool isFirst) => descriptor.RefersToIndirectTable;

    private Violation? Open(ushort index, SplitDescriptor descriptor, ref Table table)
    {
        if (!Options.Indirect) return new("driver.split.indirect.1", $"descriptor {index} is indirect, which was not negotiated");
        if (table.IsIndirect) return new("driver.split.indirect.2", $"descriptor {index} of an indirect table is indirect");
        if (descriptor.HasNext) return new("driver.split.indirect.4", $"descriptor {index} is indirect and has a next");
        if (descriptor.Length == 0 || descriptor.Length % SplitDescriptor.Size != 0)
            return new("2.7.5.3", $"an indirect table of {descriptor.Length} bytes holds no whole number of descriptors");
        int entries = (int)Math.Min(descriptor.Length / SplitDescriptor.Size, SplitLayout.MaximumSize);
        table = new(descriptor.Address, entries, IsIndirect: true);
        return Memory.Guest.Contains(table.Address, (ulong)entries * SplitDescriptor.Size) ? null : OutOfMemory("indirect table", table.Address);
    }

    private Violation? OutOfOrder(ushort index, ushort next, Table table)
    {
        if (!Options.InOrder) return null;
        if (table.IsIndirect)
            return next == index + 1 ? null : new("driver.split.indirect.5", $"entry {index} of an indirect table is followed by {next}");
        return next == (index + 1) % Size ? null : new("driver.split.descriptor.2", $"descriptor {index} is followed by {next}");
    }

    private readonly record struct Table(ulong Address, int Entries, bool IsIndirect);
}
