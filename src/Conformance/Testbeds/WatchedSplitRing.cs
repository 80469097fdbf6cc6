using Ballast.Conformance.Rules.Rings;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

/// <summary>A split ring as the suite looks at it: who writes the table, and when entries of the used ring are shown.</summary>
internal sealed class WatchedSplitRing(BalloonQueue queue, QueueAddresses addresses, RingOptions options) : WatchedRing(queue, addresses, options)
{
    private readonly Dictionary<ushort, UsedElement> _shown = [];
    private ushort _shownIndex;
    private ushort _returned;

    public override void Written(DirtyClient by, ulong address, ulong length, GuestMemory memory)
    {
        if (by != DirtyClient.Device) return;
        if (Overlaps(address, length, Addresses.Descriptors, SplitLayout.DescriptorBytes(Addresses.Size)))
            Note(RingCheck.Table, (ushort)((Math.Max(address, Addresses.Descriptors) - Addresses.Descriptors) / SplitDescriptor.Size), isRight: false);
        if (address != Addresses.Device + SplitLayout.IndexOffset || !memory.TryReadIndex(address, out ushort index)) return;
        for (; _shownIndex != index; _shownIndex++)
        {
            memory.TryRead(Addresses.Device + SplitLayout.EntriesOffset + (ulong)UsedElement.Size * (uint)(_shownIndex % Addresses.Size), out UsedElement element);
            _shown[_shownIndex] = element;
        }
    }

    protected override IReadOnlyList<ushort> SlotsOf(ChainAvailable chain, GuestMemory memory)
    {
        var slots = new List<ushort>();
        ushort slot = chain.Head;
        while (slots.Count <= chain.Buffers.Count && slot < Addresses.Size)
        {
            slots.Add(slot);
            if (!memory.TryRead(Addresses.Descriptors + (ulong)slot * SplitDescriptor.Size, out SplitDescriptor descriptor) || !descriptor.HasNext) break;
            slot = descriptor.Next;
        }
        return slots;
    }

    protected override void Returned(ChainUsed used, ExposedChain chain, GuestMemory memory)
    {
        Note(RingCheck.Table, used.Head, isRight: true);
        // With IN_ORDER one entry may stand for several chains.
        if (Options.InOrder) return;
        if (_shown.Remove(_returned++, out var element)) Note(RingCheck.Shown, used.Head, element.Id == used.Head && element.Length == used.Length);
    }

    private static bool Overlaps(ulong address, ulong length, ulong start, ulong bytes) => address < start + bytes && start < address + length;
}
