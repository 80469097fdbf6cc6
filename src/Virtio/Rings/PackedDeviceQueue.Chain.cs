namespace Ballast.Virtio.Rings;

/// <content>Lists of descriptors and their indirect tables (virtio 1.4, 2.8.5 to 2.8.7).</content>
public partial class PackedDeviceQueue
{
    private readonly List<Buffer> _buffers = [];
    private readonly List<RawDescriptor> _descriptors = [];

    // device.packed.1: descriptors are looked at in ring order.
    /// <inheritdoc/>
    protected override Violation? ReadNext(out DescriptorChain? chain)
    {
        chain = null;
        _buffers.Clear();
        _descriptors.Clear();
        var position = _next;
        if (!TryRead(position, out var descriptor)) return OutOfMemory("descriptor ring", Addresses.Descriptors);
        if (!IsAvailable(position, descriptor.Flags)) return null;
        bool inList = false;
        for (int slots = 1; ; slots++)
        {
            Note(position.Slot, descriptor, inTable: false);
            if (descriptor.RefersToIndirectTable)
            {
                if (inList || descriptor.HasNext) return new("driver.packed.indirect.4", $"descriptor {position.Slot} is indirect within a list");
                if (ReadTable(position.Slot, descriptor) is { } fault) return fault;
            }
            else if (TryAppend(position.Slot, descriptor.Address, descriptor.Length, descriptor.IsDeviceWritable) is { } misplaced)
            {
                return misplaced;
            }
            if (!descriptor.HasNext)
            {
                chain = new(descriptor.Id, [.. _buffers])
                {
                    IsIndirect = descriptor.RefersToIndirectTable,
                    Descriptors = [.. _descriptors],
                    Position = _next.Slot,
                    Slots = slots,
                };
                return null;
            }
            // driver.packed.chain.2; it also ends every loop.
            if (slots == Size) return new("driver.packed.chain.2", $"the list at {_next.Slot} is longer than the queue of {Size}");
            inList = true;
            position = position.Plus(1, Size);
            if (!TryRead(position, out descriptor)) return OutOfMemory("descriptor ring", Addresses.Descriptors);
            if (!position.IsAvailable(descriptor.Flags))
                return new("driver.packed.chain.6", $"the list at {_next.Slot} is available, its descriptor {position.Slot} is not");
        }
    }

    // device.packed.descriptor.3
    /// <summary>Whether the driver has made the descriptor at a position available.</summary>
    protected virtual bool IsAvailable(PackedPosition position, DescriptorFlags flags) => position.IsAvailable(flags);

    // The flags are read first, so that the rest is at least as new; then they are not looked at again.
    private bool TryRead(PackedPosition position, out PackedDescriptor descriptor)
    {
        descriptor = default;
        if (!Memory.TryReadNumber(At(position) + PackedDescriptor.FlagsOffset, out ushort flags) || !Memory.Guest.TryRead(At(position), out descriptor)) return false;
        descriptor = descriptor.With((DescriptorFlags)flags);
        return true;
    }

    private Violation? ReadTable(ushort slot, PackedDescriptor reference)
    {
        if (!Options.Indirect) return new("driver.packed.indirect.1", $"descriptor {slot} is indirect, which was not negotiated");
        if (reference.Length == 0 || reference.Length % PackedDescriptor.Size != 0)
            return new("2.8.7", $"an indirect table of {reference.Length} bytes holds no whole number of descriptors");
        uint entries = reference.Length / PackedDescriptor.Size;
        if (entries > PackedLayout.MaximumSize) return new("driver.packed.indirect.3", $"an indirect table has {entries} entries");
        if (!Memory.Guest.Contains(reference.Address, reference.Length)) return OutOfMemory("indirect table", reference.Address);
        for (ushort i = 0; i < entries; i++)
        {
            if (!Memory.Guest.TryRead(reference.Address + (ulong)i * PackedDescriptor.Size, out PackedDescriptor entry)) return OutOfMemory("indirect table", reference.Address);
            Note(i, entry, inTable: true);
            if ((entry.Flags & ~DescriptorFlags.Write) != 0)
                return new("driver.packed.indirect.2", $"entry {i} of an indirect table has flags 0x{(ushort)entry.Flags:x}");
            if (TryAppend(i, entry.Address, entry.Length, entry.IsDeviceWritable) is { } misplaced) return misplaced;
        }
        return null;
    }

    private Violation? TryAppend(ushort index, ulong address, uint length, bool isWritable)
    {
        if (!isWritable && _buffers.Count > 0 && _buffers[^1].IsDeviceWritable)
            return new("driver.packed.chain.3", $"descriptor {index} is device-readable behind a device-writable one");
        _buffers.Add(new(address, length, isWritable));
        return null;
    }

    private void Note(ushort index, PackedDescriptor descriptor, bool inTable) =>
        _descriptors.Add(new(index, descriptor.Address, descriptor.Length, (ushort)descriptor.Flags, descriptor.Id, inTable));
}
