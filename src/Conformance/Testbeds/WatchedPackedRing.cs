using Ballast.Conformance.Rules.Rings;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

/// <summary>A packed ring as the suite looks at it: whether descriptors were available when they were taken, and where used ones are written.</summary>
internal sealed class WatchedPackedRing(BalloonQueue queue, QueueAddresses addresses, RingOptions options) : WatchedRing(queue, addresses, options)
{
    private readonly HashSet<ushort> _closed = [];
    private PackedPosition _available = PackedPosition.First;
    private bool _isOutOfOrder;
    private PackedPosition _used = PackedPosition.First;

    public override void Written(DirtyClient by, ulong address, ulong length, GuestMemory memory)
    {
        if (length == 0 || address < Addresses.Descriptors || address >= Addresses.Descriptors + PackedLayout.DescriptorBytes(Addresses.Size)) return;
        ushort slot = (ushort)((address - Addresses.Descriptors) / PackedDescriptor.Size);
        if (by != DirtyClient.Device) _closed.Remove(slot);
        else if (_closed.Contains(slot)) Note(RingCheck.Closed, slot, isRight: false);
    }

    protected override IReadOnlyList<ushort> SlotsOf(ChainAvailable chain, GuestMemory memory)
    {
        int count = chain.IsIndirect ? 1 : chain.Buffers.Count;
        return [.. Enumerable.Range(0, count).Select(i => (ushort)((chain.Position.GetValueOrDefault() + i) % Addresses.Size))];
    }

    protected override void Taken(ChainAvailable chain, GuestMemory memory)
    {
        // Where a list was passed over nobody knows any more in which lap a descriptor is.
        _isOutOfOrder |= chain.Position != _available.Slot;
        if (_isOutOfOrder) return;
        foreach (ushort slot in SlotsOf(chain, memory))
        {
            Note(RingCheck.Taken, slot, _available.IsAvailable(Read(slot, memory).Flags));
            _available = _available.Plus(1, Addresses.Size);
        }
    }

    protected override void Returned(ChainUsed used, ExposedChain chain, GuestMemory memory)
    {
        // With IN_ORDER one descriptor may stand for several lists.
        if (Options.InOrder)
        {
            foreach (ushort slot in chain.Slots) chain.Overwritten.Add(slot);
            return;
        }
        var descriptor = Read(_used.Slot, memory);
        Note(RingCheck.Returned, _used.Slot, descriptor.Id == used.Head && _used.IsUsed(descriptor.Flags));
        foreach (var other in Outstanding.Append(chain)) other.Overwritten.Add(_used.Slot);
        _closed.Add(_used.Slot);
        _used = _used.Plus(chain.Slots.Count, Addresses.Size);
    }

    protected override void Looked(GuestMemory memory)
    {
        foreach (ushort slot in _closed) Note(RingCheck.Closed, slot, isRight: true);
    }

    private PackedDescriptor Read(ushort slot, GuestMemory memory)
    {
        memory.TryRead(Addresses.Descriptors + (ulong)slot * PackedDescriptor.Size, out PackedDescriptor descriptor);
        return descriptor;
    }
}
