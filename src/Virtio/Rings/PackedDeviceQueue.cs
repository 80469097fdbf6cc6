using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The device's half of a packed virtqueue (virtio 1.4, 2.8). Whatever the driver wrote into the ring, it only yields a violation.</summary>
public partial class PackedDeviceQueue : DeviceRing
{
    private PackedPosition _next;
    private PackedPosition _used;
    private long _passed;

    /// <summary>A queue over a ring in guest memory.</summary>
    /// <param name="memory">Guest memory as the device reaches it.</param>
    /// <param name="addresses">Size and places of the ring.</param>
    /// <param name="options">What was negotiated.</param>
    /// <param name="nextAvailable">
    /// Where to go on, for a queue that was stopped with nothing in flight, as <see cref="PackedPosition.Value"/> has it.
    /// </param>
    public PackedDeviceQueue(GuestMemory memory, QueueAddresses addresses, RingOptions options = default, ushort? nextAvailable = null)
        : base(memory, addresses, options with { IsPacked = true, Order = Wire.ByteOrder.Little })
    {
        _next = _used = nextAvailable is { } position ? PackedPosition.Of(position) : PackedPosition.First;
        _passed = nextAvailable is null ? 0 : addresses.Size;
    }

    /// <inheritdoc/>
    public override ushort NextAvailable => _next.Value;

    /// <inheritdoc/>
    public override Violation? Check(NotificationData data)
    {
        var said = PackedPosition.Of(data.Position);
        if (said.Slot >= Size) return Wrong("lies outside the ring");
        int ahead = said.Slot - _next.Slot + (said.Wrap == _next.Wrap ? 0 : Size);
        if (ahead > Size) ahead -= 2 * Size;
        // Behind what was taken already: the notification is late.
        if (ahead <= 0) return -ahead <= _passed ? null : Wrong("lies before the beginning");
        var last = said.Plus(-1, Size);
        if (!Memory.TryReadNumber(At(last) + PackedDescriptor.FlagsOffset, out ushort flags)) return OutOfMemory("descriptor ring", Addresses.Descriptors);
        return last.IsAvailable((DescriptorFlags)flags) ? null : Wrong("has not been reached");

        Violation Wrong(string why) => new("driver.packed.descriptor.3", $"a notification names slot {said.Slot} with wrap counter {(said.Wrap ? 1 : 0)}, which {why}");
    }

    /// <summary>Guest-physical address of a descriptor.</summary>
    protected ulong At(PackedPosition position) => Addresses.Descriptors + (ulong)position.Slot * PackedDescriptor.Size;

    /// <inheritdoc/>
    protected override void StepOver(DescriptorChain chain)
    {
        _next = _next.Plus(chain.Slots, Size);
        _passed += chain.Slots;
    }

    /// <inheritdoc/>
    protected override void StepBack(DescriptorChain chain)
    {
        _next = _next.Plus(-chain.Slots, Size);
        _passed -= chain.Slots;
    }

    /// <inheritdoc/>
    protected override bool WriteUsed(DescriptorChain chain, uint length, int chains, int slots)
    {
        if (!WriteDescriptor(_used, chain.Head, length, UsedFlags(_used, length))) return false;
        _used = _used.Plus(SlotsToSkip(slots), Size);
        return true;
    }

    // device.packed.descriptor.4: the flags come last, and nothing after them.
    /// <summary>Writes a used descriptor.</summary>
    protected virtual bool WriteDescriptor(PackedPosition position, ushort id, uint length, DescriptorFlags flags) =>
        Memory.Guest.TryWrite(At(position) + PackedDescriptor.LengthOffset, (Wire.Le32)length)
        && Memory.TryWriteNumber(At(position) + PackedDescriptor.IdOffset, id)
        && Memory.TryWriteNumber(At(position) + PackedDescriptor.FlagsOffset, (ushort)flags);

    // 2.8.3 and 2.8.4: the length is valid where something was written.
    /// <summary>The flags of a used descriptor.</summary>
    protected virtual DescriptorFlags UsedFlags(PackedPosition position, uint length) =>
        position.Used | (length > 0 ? DescriptorFlags.Write : DescriptorFlags.None);

    // 2.8.6: as many slots as the driver's list took.
    /// <summary>How many slots the used position moves for chains that took so many.</summary>
    protected virtual int SlotsToSkip(int slots) => slots;

    /// <inheritdoc/>
    protected override int MovesFor(int chains, int slots) => slots;

    /// <inheritdoc/>
    protected override bool IsNotificationWanted(int moved) => PackedEvent.IsWanted(Memory, Addresses.Driver, _used, moved, Size, Options);

    /// <inheritdoc/>
    protected override void WriteWish() => PackedEvent.Write(Memory, Addresses.Device, EventFor(Wish, _next));

    /// <summary>The device event area under a wish.</summary>
    protected virtual EventArea EventFor(NotificationWish wish, PackedPosition next) => PackedEvent.For(wish, next, Options);

    /// <inheritdoc/>
    protected override Violation MadeAvailableTwice(ushort head) => new("2.8.13", $"buffer id {head} is made available again before it was used");

    /// <inheritdoc/>
    protected override Violation? CheckRings()
    {
        if (!PackedLayout.IsValidSize(Size)) return new("2.8", $"a packed queue cannot have {Size} entries");
        if (_next.Slot >= Size) return new("2.8.1", $"slot {_next.Slot}, where the ring is to go on, is outside a ring of {Size}");
        if (Addresses.Descriptors % PackedLayout.DescriptorAlignment != 0 || Addresses.Driver % PackedLayout.EventAlignment != 0
            || Addresses.Device % PackedLayout.EventAlignment != 0)
            return new("driver.packed.1", $"ring and event areas at 0x{Addresses.Descriptors:x}, 0x{Addresses.Driver:x}, 0x{Addresses.Device:x} are not aligned to 16, 4 and 4");
        if (!Memory.Guest.Contains(Addresses.Descriptors, PackedLayout.DescriptorBytes(Size))) return OutOfMemory("descriptor ring", Addresses.Descriptors);
        if (!Memory.Guest.Contains(Addresses.Driver, EventArea.Size)) return OutOfMemory("driver event area", Addresses.Driver);
        if (!Memory.Guest.Contains(Addresses.Device, EventArea.Size)) return OutOfMemory("device event area", Addresses.Device);
        return null;
    }
}
