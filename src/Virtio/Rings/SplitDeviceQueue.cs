using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The device's half of a split virtqueue (virtio 1.4, 2.7). Whatever the driver wrote into the rings, it only yields a violation.</summary>
public sealed class SplitDeviceQueue : IDeviceQueue
{
    private GuestMemory _memory;
    private readonly QueueAddresses _addresses;
    private readonly bool _indirect;
    private readonly bool[] _taken;
    private readonly List<Buffer> _walked = [];
    private Violation? _broken;
    private ushort _usedIndex;
    private bool _usedSinceAsked;

    /// <summary>A queue over rings in guest memory.</summary>
    /// <param name="memory">Guest memory as the device reaches it.</param>
    /// <param name="addresses">Size and places of the rings.</param>
    /// <param name="indirect">Whether INDIRECT_DESC was negotiated.</param>
    /// <param name="nextAvailable">Where to go on, for a queue that was stopped before; its used index is taken from the used ring.</param>
    public SplitDeviceQueue(GuestMemory memory, QueueAddresses addresses, bool indirect = false, ushort nextAvailable = 0)
    {
        _memory = memory;
        _addresses = addresses;
        _indirect = indirect;
        _taken = new bool[addresses.Size];
        NextAvailable = nextAvailable;
        _broken = Check();
        if (_broken is null && nextAvailable != 0) memory.TryReadIndex(addresses.Device + SplitLayout.IndexOffset, out _usedIndex);
    }

    /// <inheritdoc/>
    public ushort Size => _addresses.Size;

    /// <inheritdoc/>
    public ushort NextAvailable { get; private set; }

    /// <inheritdoc/>
    public bool TryPop([NotNullWhen(true)] out DescriptorChain? chain, out Violation? violation)
    {
        chain = null;
        violation = _broken;
        if (violation is not null) return false;
        if (!_memory.TryReadIndex(_addresses.Driver + SplitLayout.IndexOffset, out ushort index))
        {
            violation = _broken = OutOfMemory("available ring", _addresses.Driver);
            return false;
        }
        ushort waiting = (ushort)(index - NextAvailable);
        if (waiting == 0) return false;
        // driver.split.available.1: an index that moves back shows as more chains than the queue can hold.
        if (waiting > Size)
        {
            violation = _broken = new("driver.split.available.1", $"available index {index} is {waiting} ahead of {NextAvailable} in a queue of {Size}");
            return false;
        }
        ulong slot = _addresses.Driver + SplitLayout.EntriesOffset + 2UL * (uint)(NextAvailable % Size);
        if (!_memory.TryRead(slot, out Wire.Le16 head))
        {
            violation = _broken = OutOfMemory("available ring", slot);
            return false;
        }
        violation = Walk(head, out bool indirect);
        if (violation is null && _taken[head])
            violation = new("2.7.13", $"descriptor {(ushort)head} is made available again before it was used");
        if (violation is not null)
        {
            _broken = violation;
            return false;
        }
        _taken[head] = true;
        NextAvailable++;
        chain = new(head, [.. _walked]) { IsIndirect = indirect };
        return true;
    }

    /// <inheritdoc/>
    public Violation? Use(DescriptorChain chain, uint length)
    {
        if (_broken is not null) return _broken;
        if (chain.Head >= _taken.Length || !_taken[chain.Head]) throw new ArgumentException($"chain {chain.Head} is not held");
        _taken[chain.Head] = false;
        ulong slot = _addresses.Device + SplitLayout.EntriesOffset + (ulong)UsedElement.Size * (uint)(_usedIndex % Size);
        // device.split.used.1: the length is written before the index shows the entry.
        bool written = _memory.TryWrite(slot, new UsedElement(chain.Head, length))
            && _memory.TryWriteIndex(_addresses.Device + SplitLayout.IndexOffset, (ushort)(_usedIndex + 1));
        if (!written) return _broken = OutOfMemory("used ring", slot);
        _usedIndex++;
        _usedSinceAsked = true;
        return null;
    }

    /// <inheritdoc/>
    public void AttachMemory(GuestMemory memory)
    {
        _memory = memory;
        _broken ??= Check();
    }

    /// <inheritdoc/>
    public bool ShouldNotifyDriver()
    {
        if (!_usedSinceAsked) return false;
        _usedSinceAsked = false;
        // What was used must be visible before the flags are read, or a driver that has just asked again is never told.
        Interlocked.MemoryBarrier();
        // device.split.interrupt-suppression.2 and .3
        return !_memory.TryReadIndex(_addresses.Driver, out ushort flags) || (flags & 1) == 0;
    }

    private Violation? Walk(ushort head, out bool inTable)
    {
        _walked.Clear();
        ulong table = _addresses.Descriptors;
        int entries = Size;
        inTable = false;
        int index = head;
        ulong total = 0;
        for (int seen = 0; ; seen++)
        {
            // driver.split.indirect.3; it also ends every loop.
            if (seen >= Size) return new("driver.split.indirect.3", $"the chain at {head} is longer than the queue of {Size}");
            if (index >= entries) return new("2.7.5", $"descriptor index {index} is outside a table of {entries}");
            if (!_memory.TryRead(table + (ulong)index * SplitDescriptor.Size, out SplitDescriptor descriptor)) return OutOfMemory("descriptor table", table);
            if (descriptor.RefersToIndirectTable)
            {
                if (!_indirect) return new("driver.split.indirect.1", $"descriptor {index} is indirect, which was not negotiated");
                if (inTable) return new("driver.split.indirect.2", $"descriptor {index} of an indirect table is indirect");
                if (descriptor.HasNext) return new("driver.split.indirect.4", $"descriptor {index} is indirect and has a next");
                if (descriptor.Length == 0 || descriptor.Length % SplitDescriptor.Size != 0)
                    return new("2.7.5.3", $"an indirect table of {descriptor.Length} bytes holds no whole number of descriptors");
                // device.split.indirect.1: its write flag says nothing.
                inTable = true;
                table = descriptor.Address;
                entries = (int)Math.Min(descriptor.Length / SplitDescriptor.Size, SplitLayout.MaximumSize);
                index = 0;
                seen--;
                if (!_memory.Contains(table, (ulong)entries * SplitDescriptor.Size)) return OutOfMemory("indirect table", table);
                continue;
            }
            if (_walked.Count > 0 && _walked[^1].IsDeviceWritable && !descriptor.IsDeviceWritable)
                return new("driver.framing.1", $"descriptor {index} is device-readable behind a device-writable one");
            total += descriptor.Length;
            if (total > 1UL << 32) return new("driver.split.descriptor.1", $"the chain at {head} is longer than 2^32 bytes");
            _walked.Add(new(descriptor.Address, descriptor.Length, descriptor.IsDeviceWritable));
            if (!descriptor.HasNext) return null;
            index = descriptor.Next;
        }
    }

    private Violation? Check()
    {
        if (!SplitLayout.IsValidSize(Size)) return new("2.7", $"a split queue cannot have {Size} entries");
        if (_addresses.Descriptors % SplitLayout.DescriptorAlignment != 0 || _addresses.Driver % SplitLayout.AvailableAlignment != 0
            || _addresses.Device % SplitLayout.UsedAlignment != 0)
            return new("driver.split.1", $"rings at 0x{_addresses.Descriptors:x}, 0x{_addresses.Driver:x}, 0x{_addresses.Device:x} are not aligned to 16, 2 and 4");
        if (!_memory.Contains(_addresses.Descriptors, SplitLayout.DescriptorBytes(Size))) return OutOfMemory("descriptor table", _addresses.Descriptors);
        if (!_memory.Contains(_addresses.Driver, SplitLayout.AvailableBytes(Size))) return OutOfMemory("available ring", _addresses.Driver);
        if (!_memory.Contains(_addresses.Device, SplitLayout.UsedBytes(Size))) return OutOfMemory("used ring", _addresses.Device);
        return null;
    }

    private static Violation OutOfMemory(string what, ulong address) => new("2.6", $"the {what} at 0x{address:x} is not guest memory");
}
