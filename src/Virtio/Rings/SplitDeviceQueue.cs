using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The device's half of a split virtqueue (virtio 1.4, 2.7). Whatever the driver wrote into the rings, it only yields a violation.</summary>
public partial class SplitDeviceQueue : DeviceRing
{
    private ushort _nextAvailable;
    private ushort _usedIndex;

    /// <summary>A queue over rings in guest memory.</summary>
    /// <param name="memory">Guest memory as the device reaches it.</param>
    /// <param name="addresses">Size and places of the rings.</param>
    /// <param name="options">What was negotiated.</param>
    /// <param name="nextAvailable">Where to go on, for a queue that was stopped before; its used index is taken from the used ring.</param>
    public SplitDeviceQueue(GuestMemory memory, QueueAddresses addresses, RingOptions options = default, ushort? nextAvailable = null)
        : base(memory, addresses, options)
    {
        _nextAvailable = nextAvailable ?? 0;
        if (_nextAvailable != 0) Memory.TryReadNumber(addresses.Device + SplitLayout.IndexOffset, out _usedIndex);
    }

    /// <inheritdoc/>
    public override ushort NextAvailable => _nextAvailable;

    /// <inheritdoc/>
    public override Violation? Check(NotificationData data)
    {
        if (!Memory.TryReadNumber(Addresses.Driver + SplitLayout.IndexOffset, out ushort index)) return OutOfMemory("available ring", Addresses.Driver);
        return (ushort)(index - data.Position) <= 2 * Size
            ? null
            : new("driver.packed.descriptor.3", $"a notification names available index {data.Position}, the ring says {index}");
    }

    /// <inheritdoc/>
    protected override Violation? ReadNext(out DescriptorChain? chain)
    {
        chain = null;
        if (!Memory.TryReadNumber(Addresses.Driver + SplitLayout.IndexOffset, out ushort index)) return OutOfMemory("available ring", Addresses.Driver);
        ushort waiting = (ushort)(index - _nextAvailable);
        if (waiting == 0) return null;
        // driver.split.available.1: an index that moves back shows as more chains than the queue can hold.
        if (waiting > Size)
            return new("driver.split.available.1", $"available index {index} is {waiting} ahead of {_nextAvailable} in a queue of {Size}");
        ulong slot = Addresses.Driver + SplitLayout.EntriesOffset + 2UL * (uint)(_nextAvailable % Size);
        if (!Memory.TryReadNumber(slot, out ushort head)) return OutOfMemory("available ring", slot);
        return Walk(head, out chain);
    }

    /// <inheritdoc/>
    protected override void StepOver(DescriptorChain chain) => _nextAvailable++;

    /// <inheritdoc/>
    protected override void StepBack(DescriptorChain chain) => _nextAvailable--;

    // device.split.used.1: the length is written before the index shows the entry.
    /// <inheritdoc/>
    protected override bool WriteUsed(DescriptorChain chain, uint length, int chains, int slots)
    {
        ushort index = (ushort)(_usedIndex + chains);
        if (!WriteEntry(new(chain.Head, length)) || !WriteIndex(index)) return false;
        _usedIndex = index;
        return true;
    }

    /// <summary>Writes the next entry of the used ring.</summary>
    protected bool WriteEntry(UsedElement element) =>
        Memory.TryWrite(Addresses.Device + SplitLayout.EntriesOffset + (ulong)UsedElement.Size * (uint)(_usedIndex % Size), element);

    /// <summary>Writes the index of the used ring, which shows the entries before it.</summary>
    protected bool WriteIndex(ushort index) => Memory.TryWriteNumber(Addresses.Device + SplitLayout.IndexOffset, index);

    /// <inheritdoc/>
    protected override int MovesFor(int chains, int slots) => chains;

    // device.split.interrupt-suppression.1 to .3; with EVENT_IDX .4 to .6
    /// <inheritdoc/>
    protected override bool IsNotificationWanted(int moved) =>
        SplitEvent.IsWanted(Memory, Addresses.Driver, Addresses.Driver + SplitLayout.UsedEventOffset(Size), _usedIndex, moved, Options);

    /// <inheritdoc/>
    protected override void WriteWish()
    {
        Memory.TryWriteNumber(Addresses.Device, UsedFlags(Wish));
        if (!Options.EventIndex) return;
        Memory.TryWriteNumber(Addresses.Device + SplitLayout.AvailableEventOffset(Size), AvailableEvent(Wish, _nextAvailable));
        // The event is visible before the index is read again.
        Interlocked.MemoryBarrier();
    }

    // device.split.notify-suppression.1 and .3
    /// <summary>The flags of the used ring under a wish.</summary>
    protected virtual ushort UsedFlags(NotificationWish wish) => SplitEvent.Flags(wish, Options);

    /// <summary>avail_event under a wish: by default the entry that is taken next, so that each one is told of.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="next">The available index at which the next chain is looked for.</param>
    protected virtual ushort AvailableEvent(NotificationWish wish, ushort next) => SplitEvent.Index(wish, next);

    /// <inheritdoc/>
    protected override Violation MadeAvailableTwice(ushort head) => new("2.7.13", $"descriptor {head} is made available again before it was used");

    /// <inheritdoc/>
    protected override Violation? CheckRings()
    {
        if (!SplitLayout.IsValidSize(Size)) return new("2.7", $"a split queue cannot have {Size} entries");
        if (Addresses.Descriptors % SplitLayout.DescriptorAlignment != 0 || Addresses.Driver % SplitLayout.AvailableAlignment != 0
            || Addresses.Device % SplitLayout.UsedAlignment != 0)
            return new("driver.split.1", $"rings at 0x{Addresses.Descriptors:x}, 0x{Addresses.Driver:x}, 0x{Addresses.Device:x} are not aligned to 16, 2 and 4");
        if (!Memory.Guest.Contains(Addresses.Descriptors, SplitLayout.DescriptorBytes(Size))) return OutOfMemory("descriptor table", Addresses.Descriptors);
        if (!Memory.Guest.Contains(Addresses.Driver, SplitLayout.AvailableBytes(Size))) return OutOfMemory("available ring", Addresses.Driver);
        if (!Memory.Guest.Contains(Addresses.Device, SplitLayout.UsedBytes(Size))) return OutOfMemory("used ring", Addresses.Device);
        return null;
    }
}
