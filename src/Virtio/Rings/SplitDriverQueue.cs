using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The driver's half of a split virtqueue (virtio 1.4, 2.7).</summary>
public class SplitDriverQueue : DriverRing
{
    private readonly ushort[] _next;
    private ushort _firstFree;
    private ushort _placed;
    private ushort _availableIndex;
    private ushort _usedIndex;

    /// <summary>Zeroes the rings and starts with every descriptor free.</summary>
    /// <exception cref="ArgumentException">The rings do not lie in memory, or the size is none of a split queue.</exception>
    public SplitDriverQueue(GuestMemory memory, QueueAddresses addresses, RingOptions options = default)
        : base(memory, addresses, options)
    {
        if (!SplitLayout.IsValidSize(addresses.Size)) throw new ArgumentException($"a split queue cannot have {addresses.Size} entries");
        _next = new ushort[addresses.Size];
        for (int i = 0; i < addresses.Size; i++) _next[i] = (ushort)(i + 1);
        // driver.split.notify-suppression.1: the used ring's flags are zeroed with the rest.
        bool zeroed = memory.TryWrite(addresses.Descriptors, new byte[SplitLayout.DescriptorBytes(addresses.Size)])
            && memory.TryWrite(addresses.Driver, new byte[SplitLayout.AvailableBytes(addresses.Size)])
            && memory.TryWrite(addresses.Device, new byte[SplitLayout.UsedBytes(addresses.Size)]);
        if (!zeroed) throw new ArgumentException("the rings do not lie in guest memory");
    }

    /// <inheritdoc/>
    public override NotificationData NextNotification(int queueIndex) => NotificationData.Of(queueIndex, _availableIndex);

    /// <inheritdoc/>
    protected override void WriteTable(ulong table, ReadOnlySpan<Buffer> buffers)
    {
        for (int i = 0; i < buffers.Length; i++)
        {
            bool last = i == buffers.Length - 1;
            // driver.split.indirect.5
            Memory.TryWrite(table + (ulong)i * SplitDescriptor.Size, Describe(buffers[i], last ? null : (ushort)(i + 1)));
        }
    }

    /// <inheritdoc/>
    protected override ushort Place(ReadOnlySpan<Buffer> buffers, DescriptorFlags flags)
    {
        ushort head = _firstFree;
        for (int i = 0; i < buffers.Length; i++)
        {
            ushort index = _firstFree;
            _firstFree = NextOf(index);
            ushort? next = i == buffers.Length - 1 ? null : _firstFree;
            Memory.TryWrite(Addresses.Descriptors + (ulong)index * SplitDescriptor.Size, Describe(buffers[i], next, flags));
        }
        WriteEntry(_placed++, head);
        return head;
    }

    // driver.split.publish.1: the entries are visible before the index that shows them.
    /// <inheritdoc/>
    protected override void Show()
    {
        _availableIndex = _placed;
        WriteIndex(_availableIndex);
    }

    // driver.split.descriptor.2: in order each descriptor is followed by the one behind it in the table.
    /// <summary>The descriptor that is taken behind another.</summary>
    protected virtual ushort NextOf(ushort index) => Options.InOrder ? (ushort)((index + 1) % Size) : _next[index];

    /// <summary>Writes the entry of the available ring at an index.</summary>
    protected virtual void WriteEntry(ushort index, ushort head) =>
        Memory.TryWriteNumber(Addresses.Driver + SplitLayout.EntriesOffset + 2UL * (uint)(index % Size), head);

    /// <summary>Writes the index of the available ring, which shows the entries before it.</summary>
    protected virtual void WriteIndex(ushort index) => Memory.TryWriteNumber(Addresses.Driver + SplitLayout.IndexOffset, index);

    /// <inheritdoc/>
    protected override Violation? ReadUsed(out UsedElement? element, out int shown)
    {
        element = null;
        shown = 0;
        if (!Memory.TryReadNumber(Addresses.Device + SplitLayout.IndexOffset, out ushort index)) return null;
        shown = (ushort)(index - _usedIndex);
        if (shown == 0) return null;
        if (shown > Size) return new("2.7.8", $"used index {index} is more than the queue of {Size} ahead of {_usedIndex}");
        Memory.TryRead(Addresses.Device + SplitLayout.EntriesOffset + (ulong)UsedElement.Size * (uint)(_usedIndex % Size), out UsedElement read);
        element = read;
        return null;
    }

    /// <inheritdoc/>
    protected override void StepOver(int chains, int slots) => _usedIndex += (ushort)chains;

    /// <inheritdoc/>
    protected override void Free(ushort head, int slots)
    {
        if (Options.InOrder) return;
        ushort last = head;
        for (int i = 1; i < slots; i++) last = _next[last];
        _next[last] = _firstFree;
        _firstFree = head;
    }

    // What is wrong is passed over: the next entry stands where it stands.
    /// <inheritdoc/>
    protected override Violation NotOutstanding(uint id)
    {
        _usedIndex++;
        return new("2.7.8", $"chain {id} was used, but is not outstanding");
    }

    /// <inheritdoc/>
    protected override Violation Disorder(uint id, int chains, int shown)
    {
        _usedIndex++;
        return base.Disorder(id, chains, shown);
    }

    /// <inheritdoc/>
    protected override int MovesFor(int chains, int slots) => chains;

    // driver.split.notify-suppression.2 to .4; with EVENT_IDX .5 to .7
    /// <inheritdoc/>
    protected override bool IsNotificationWanted(int moved) =>
        SplitEvent.IsWanted(Memory, Addresses.Device, Addresses.Device + SplitLayout.AvailableEventOffset(Size), _availableIndex, moved, Options);

    /// <inheritdoc/>
    protected override void WriteWish()
    {
        Memory.TryWriteNumber(Addresses.Driver, AvailableFlags(Wish));
        if (Options.EventIndex) Memory.TryWriteNumber(Addresses.Driver + SplitLayout.UsedEventOffset(Size), UsedEvent(Wish, _usedIndex));
    }

    /// <inheritdoc/>
    protected override void RenewWish()
    {
        if (!Options.EventIndex) return;
        Memory.TryWriteNumber(Addresses.Driver + SplitLayout.UsedEventOffset(Size), UsedEvent(Wish, _usedIndex));
        // The event is visible before the index is read again.
        Interlocked.MemoryBarrier();
    }

    // driver.split.interrupt-suppression.1 and .3
    /// <summary>The flags of the available ring under a wish.</summary>
    protected virtual ushort AvailableFlags(NotificationWish wish) => SplitEvent.Flags(wish, Options);

    /// <summary>used_event under a wish: by default the entry that is taken next, so that each one is told of.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="next">The used index at which the next chain is looked for.</param>
    protected virtual ushort UsedEvent(NotificationWish wish, ushort next) => SplitEvent.Index(wish, next);

    private static SplitDescriptor Describe(Buffer buffer, ushort? next, DescriptorFlags flags = DescriptorFlags.None) => new(
        buffer.Address, buffer.Length,
        flags | (next is null ? DescriptorFlags.None : DescriptorFlags.Next) | (buffer.IsDeviceWritable ? DescriptorFlags.Write : DescriptorFlags.None),
        next ?? 0);
}
