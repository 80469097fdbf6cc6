using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The driver's half of a packed virtqueue (virtio 1.4, 2.8).</summary>
public class PackedDriverQueue : DriverRing
{
    private readonly Stack<ushort> _freeIds = new();
    private PackedPosition _next = PackedPosition.First;
    private PackedPosition _shown = PackedPosition.First;
    private PackedPosition _used = PackedPosition.First;
    private (PackedPosition Position, DescriptorFlags Flags)? _hidden;
    private Violation? _broken;

    /// <summary>Zeroes the ring and starts with every descriptor free.</summary>
    /// <exception cref="ArgumentException">The ring does not lie in memory, or the size is none of a packed queue.</exception>
    public PackedDriverQueue(GuestMemory memory, QueueAddresses addresses, RingOptions options = default)
        : base(memory, addresses, options with { IsPacked = true, Order = Wire.ByteOrder.Little })
    {
        if (!PackedLayout.IsValidSize(addresses.Size)) throw new ArgumentException($"a packed queue cannot have {addresses.Size} entries");
        for (int id = addresses.Size - 1; id >= 0; id--) _freeIds.Push((ushort)id);
        bool zeroed = memory.TryWrite(addresses.Descriptors, new byte[PackedLayout.DescriptorBytes(addresses.Size)])
            && memory.TryWrite(addresses.Driver, new byte[EventArea.Size]) && memory.TryWrite(addresses.Device, new byte[EventArea.Size]);
        if (!zeroed) throw new ArgumentException("the ring does not lie in guest memory");
    }

    // driver.packed.descriptor.3
    /// <inheritdoc/>
    public override NotificationData NextNotification(int queueIndex) => NotificationData.Of(queueIndex, _shown.Value);

    /// <summary>Guest-physical address of a descriptor.</summary>
    protected ulong At(PackedPosition position) => Addresses.Descriptors + (ulong)position.Slot * PackedDescriptor.Size;

    // driver.packed.indirect.2: the flag for writing is the only one in a table.
    /// <inheritdoc/>
    protected override void WriteTable(ulong table, ReadOnlySpan<Buffer> buffers)
    {
        for (int i = 0; i < buffers.Length; i++)
            Memory.Guest.TryWrite(table + (ulong)i * PackedDescriptor.Size, new PackedDescriptor(buffers[i].Address, buffers[i].Length, 0, Direction(buffers[i])));
    }

    /// <inheritdoc/>
    protected override ushort Place(ReadOnlySpan<Buffer> buffers, DescriptorFlags flags)
    {
        ushort id = _freeIds.Pop();
        for (int i = 0; i < buffers.Length; i++)
        {
            bool last = i == buffers.Length - 1;
            var own = flags | Direction(buffers[i]) | (last ? DescriptorFlags.None : DescriptorFlags.Next) | AvailableFlags(_next);
            WriteDescriptor(_next, new(buffers[i].Address, buffers[i].Length, last ? id : (ushort)0, own), isFirst: i == 0);
            _next = _next.Plus(1, Size);
        }
        return id;
    }

    // driver.packed.chain.6: nothing of what is added is available before the first descriptor is, and that comes last.
    /// <summary>Writes a descriptor, but hides it where it is the first of what is shown next.</summary>
    protected virtual void WriteDescriptor(PackedPosition position, PackedDescriptor descriptor, bool isFirst)
    {
        if (isFirst && _hidden is null)
        {
            _hidden = (position, descriptor.Flags);
            Memory.Guest.TryWrite(At(position), (Wire.Le64)descriptor.Address);
            Memory.Guest.TryWrite(At(position) + PackedDescriptor.LengthOffset, (Wire.Le32)descriptor.Length);
            Memory.TryWriteNumber(At(position) + PackedDescriptor.IdOffset, descriptor.Id);
            return;
        }
        Memory.Guest.TryWrite(At(position), descriptor);
    }

    /// <summary>The flags that make a descriptor available.</summary>
    protected virtual DescriptorFlags AvailableFlags(PackedPosition position) => position.Available;

    // driver.packed.publish.1
    /// <inheritdoc/>
    protected override void Show()
    {
        if (_hidden is not { } first) return;
        Memory.TryWriteNumber(At(first.Position) + PackedDescriptor.FlagsOffset, (ushort)first.Flags);
        _hidden = null;
        _shown = _next;
    }

    /// <inheritdoc/>
    protected override Violation? ReadUsed(out UsedElement? element, out int shown)
    {
        element = null;
        // One entry may stand for all that are outstanding: nothing else shows how many.
        shown = Outstanding;
        if (_broken is not null) return _broken;
        if (Outstanding == 0) return null;
        if (!Memory.TryReadNumber(At(_used) + PackedDescriptor.FlagsOffset, out ushort flags) || !IsUsed(_used, (DescriptorFlags)flags)) return null;
        Memory.Guest.TryRead(At(_used), out PackedDescriptor descriptor);
        bool isWritten = ((DescriptorFlags)flags & DescriptorFlags.Write) != 0;
        element = new(descriptor.Id, isWritten ? descriptor.Length : 0);
        return null;
    }

    /// <summary>Whether the device has used the descriptor at a position.</summary>
    protected virtual bool IsUsed(PackedPosition position, DescriptorFlags flags) => position.IsUsed(flags);

    /// <inheritdoc/>
    protected override void StepOver(int chains, int slots) => _used = _used.Plus(slots, Size);

    /// <inheritdoc/>
    protected override void Free(ushort head, int slots) => _freeIds.Push(head);

    // Nobody knows how many slots such a descriptor stands for: there is no way on.
    /// <inheritdoc/>
    protected override Violation NotOutstanding(uint id) => _broken = new("2.8.13", $"buffer {id} was used, but is not outstanding");

    /// <inheritdoc/>
    protected override int MovesFor(int chains, int slots) => slots;

    /// <inheritdoc/>
    protected override bool IsNotificationWanted(int moved) => PackedEvent.IsWanted(Memory, Addresses.Device, _shown, moved, Size, Options);

    /// <inheritdoc/>
    protected override void WriteWish() => PackedEvent.Write(Memory, Addresses.Driver, EventFor(Wish, _used));

    /// <summary>The driver event area under a wish.</summary>
    protected virtual EventArea EventFor(NotificationWish wish, PackedPosition next) => PackedEvent.For(wish, next, Options);

    private static DescriptorFlags Direction(Buffer buffer) => buffer.IsDeviceWritable ? DescriptorFlags.Write : DescriptorFlags.None;
}
