using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The driver's half of a split virtqueue (virtio 1.4, 2.7).</summary>
public sealed class SplitDriverQueue : IDriverQueue
{
    private readonly GuestMemory _memory;
    private readonly Stack<ushort> _free = new();
    private readonly Chain?[] _chains;
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
        _chains = new Chain?[addresses.Size];
        for (int i = addresses.Size - 1; i >= 0; i--) _free.Push((ushort)i);
        // driver.split.notify-suppression.1: the used ring's flags are zeroed with the rest.
        bool zeroed = memory.TryWrite(addresses.Descriptors, new byte[SplitLayout.DescriptorBytes(addresses.Size)])
            && memory.TryWrite(addresses.Driver, new byte[SplitLayout.AvailableBytes(addresses.Size)])
            && memory.TryWrite(addresses.Device, new byte[SplitLayout.UsedBytes(addresses.Size)]);
        if (!zeroed) throw new ArgumentException("the rings do not lie in guest memory");
    }

    /// <inheritdoc/>
    public QueueAddresses Addresses { get; }

    /// <inheritdoc/>
    public int FreeDescriptors => _free.Count;

    /// <inheritdoc/>
    public int Outstanding { get; private set; }

    /// <inheritdoc/>
    public bool TryAdd(ReadOnlySpan<Buffer> buffers, object? token, out ushort head)
    {
        if (buffers.IsEmpty) throw new ArgumentException("a chain has at least one buffer");
        head = 0;
        if (_free.Count < buffers.Length) return false;
        var indices = new ushort[buffers.Length];
        for (int i = 0; i < indices.Length; i++) indices[i] = _free.Pop();
        for (int i = 0; i < indices.Length; i++)
        {
            bool last = i == indices.Length - 1;
            var flags = (last ? DescriptorFlags.None : DescriptorFlags.Next) | (buffers[i].IsDeviceWritable ? DescriptorFlags.Write : 0);
            var descriptor = new SplitDescriptor(buffers[i].Address, buffers[i].Length, flags, last ? (ushort)0 : indices[i + 1]);
            _memory.TryWrite(Addresses.Descriptors + (ulong)indices[i] * SplitDescriptor.Size, descriptor);
        }
        head = indices[0];
        _chains[head] = new(indices, token);
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
        if (element.Id >= (uint)_chains.Length || _chains[element.Id] is not { } chain)
        {
            violation = new("2.7.8", $"chain {element.Id} was used, but is not outstanding");
            return false;
        }
        _chains[element.Id] = null;
        Outstanding--;
        foreach (ushort descriptor in chain.Descriptors) _free.Push(descriptor);
        used = new(chain.Token, (ushort)element.Id, element.Length);
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

    private sealed record Chain(ushort[] Descriptors, object? Token);
}
