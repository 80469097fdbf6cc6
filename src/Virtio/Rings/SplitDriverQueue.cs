using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The driver's half of a split virtqueue (virtio 1.4, 2.7).</summary>
public sealed class SplitDriverQueue : IDriverQueue
{
    private readonly GuestMemory _memory;
    // What the driver knows of its descriptors it keeps here: the table is open to the device.
    private readonly ushort[] _next;
    private readonly ushort[] _lengths;
    private readonly object?[] _tokens;
    private ushort _firstFree;
    private ushort _availableIndex;
    private ushort _usedIndex;
    private bool _addedSinceAsked;

    /// <summary>Zeroes the rings and starts with every descriptor free.</summary>
    /// <exception cref="ArgumentException">The rings do not lie in memory, or the size is none of a split queue.</exception>
    public SplitDriverQueue(GuestMemory memory, QueueAddresses addresses)
    {
        if (!SplitLayout.IsValidSize(addresses.Size)) throw new ArgumentException($"a split queue cannot have {addresses.Size} entries");
        _memory = memory;
        Addresses = addresses;
        _next = new ushort[addresses.Size];
        _lengths = new ushort[addresses.Size];
        _tokens = new object?[addresses.Size];
        FreeDescriptors = addresses.Size;
        for (int i = 0; i < addresses.Size; i++) _next[i] = (ushort)(i + 1);
        // driver.split.notify-suppression.1: the used ring's flags are zeroed with the rest.
        bool zeroed = memory.TryWrite(addresses.Descriptors, new byte[SplitLayout.DescriptorBytes(addresses.Size)])
            && memory.TryWrite(addresses.Driver, new byte[SplitLayout.AvailableBytes(addresses.Size)])
            && memory.TryWrite(addresses.Device, new byte[SplitLayout.UsedBytes(addresses.Size)]);
        if (!zeroed) throw new ArgumentException("the rings do not lie in guest memory");
    }

    /// <inheritdoc/>
    public QueueAddresses Addresses { get; }

    /// <inheritdoc/>
    public int FreeDescriptors { get; private set; }

    /// <inheritdoc/>
    public int Outstanding { get; private set; }

    /// <inheritdoc/>
    public bool TryAdd(ReadOnlySpan<Buffer> buffers, object? token, out ushort head)
    {
        if (buffers.IsEmpty) throw new ArgumentException("a chain has at least one buffer");
        head = 0;
        if (FreeDescriptors < buffers.Length) return false;
        head = _firstFree;
        for (int i = 0; i < buffers.Length; i++)
        {
            bool last = i == buffers.Length - 1;
            ushort index = _firstFree;
            _firstFree = _next[index];
            var flags = (last ? DescriptorFlags.None : DescriptorFlags.Next) | (buffers[i].IsDeviceWritable ? DescriptorFlags.Write : 0);
            var descriptor = new SplitDescriptor(buffers[i].Address, buffers[i].Length, flags, last ? (ushort)0 : _firstFree);
            _memory.TryWrite(Addresses.Descriptors + (ulong)index * SplitDescriptor.Size, descriptor);
        }
        FreeDescriptors -= buffers.Length;
        _lengths[head] = (ushort)buffers.Length;
        _tokens[head] = token;
        Outstanding++;
        _memory.TryWrite(Addresses.Driver + SplitLayout.EntriesOffset + 2UL * (uint)(_availableIndex % Addresses.Size), (Wire.Le16)head);
        _availableIndex++;
        // driver.split.publish.1: the entry is visible before the index that shows it.
        _memory.TryWriteIndex(Addresses.Driver + SplitLayout.IndexOffset, _availableIndex);
        _addedSinceAsked = true;
        return true;
    }

    /// <inheritdoc/>
    public bool TryTakeUsed(out UsedBuffer used, out Violation? violation)
    {
        used = default;
        violation = null;
        if (!_memory.TryReadIndex(Addresses.Device + SplitLayout.IndexOffset, out ushort index) || index == _usedIndex) return false;
        if ((ushort)(index - _usedIndex) > Addresses.Size)
        {
            violation = new("2.7.8", $"used index {index} is more than the queue of {Addresses.Size} ahead of {_usedIndex}");
            return false;
        }
        ulong slot = Addresses.Device + SplitLayout.EntriesOffset + (ulong)UsedElement.Size * (uint)(_usedIndex % Addresses.Size);
        _memory.TryRead(slot, out UsedElement element);
        _usedIndex++;
        if (element.Id >= (uint)_lengths.Length || _lengths[element.Id] == 0)
        {
            violation = new("2.7.8", $"chain {element.Id} was used, but is not outstanding");
            return false;
        }
        used = new(_tokens[element.Id], (ushort)element.Id, element.Length);
        Outstanding--;
        Free(used.Head);
        return true;
    }

    /// <inheritdoc/>
    public bool ShouldNotifyDevice()
    {
        if (!_addedSinceAsked) return false;
        _addedSinceAsked = false;
        // driver.split.notify.1: the index is visible before the flags are read.
        Interlocked.MemoryBarrier();
        // driver.split.notify-suppression.3 and .4
        return !_memory.TryReadIndex(Addresses.Device, out ushort flags) || (flags & 1) == 0;
    }

    private void Free(ushort head)
    {
        ushort last = head;
        for (int i = 1; i < _lengths[head]; i++) last = _next[last];
        _next[last] = _firstFree;
        _firstFree = head;
        FreeDescriptors += _lengths[head];
        _lengths[head] = 0;
        _tokens[head] = null;
    }
}
