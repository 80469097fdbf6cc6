using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// Reads a legacy queue in guest memory as the specification lays it out, with no regard to what either side made of it
/// (virtio 1.4, 2.7.2 and 2.7.3).
/// </summary>
internal sealed class LegacyRingReader(GuestMemory memory, QueueAddresses at, ByteOrder order)
{
    private const uint Alignment = 4096;
    private const int HasNext = 1;
    private const int LengthOffset = 8;
    private const int FlagsOffset = 12;
    private const int NextOffset = 14;

    private readonly QueueAddresses _at = SplitLayout.LegacyAt(at.Descriptors, at.Size, Alignment, out _);

    public LegacyRingVerified Read(BalloonQueue queue)
    {
        // What is used was made available before: read in this order, a guest that works on makes nothing strange.
        int used = Number(_at.Device + SplitLayout.IndexOffset, sizeof(ushort));
        int available = Number(_at.Driver + SplitLayout.IndexOffset, sizeof(ushort));
        var heads = Slots(available).Select(slot => Number(_at.Driver + SplitLayout.EntriesOffset + (ulong)slot * sizeof(ushort), sizeof(ushort))).ToList();
        var ids = Slots(used).Select(slot => Number(_at.Device + SplitLayout.EntriesOffset + (ulong)slot * UsedElement.Size, sizeof(uint))).ToList();
        return new(queue, available, heads.Count(head => !IsChain(head)), used, ids.Count(id => !heads.Contains(id)));
    }

    // The entries before an index, as far as they are still there.
    private IEnumerable<int> Slots(int index)
    {
        int count = Math.Min(index, _at.Size);
        return Enumerable.Range(index - count, count).Select(i => i % _at.Size);
    }

    private bool IsChain(int head)
    {
        int index = head;
        Span<byte> address = stackalloc byte[sizeof(ulong)];
        for (int seen = 0; seen < _at.Size; seen++)
        {
            if (index < 0 || index >= _at.Size) return false;
            ulong descriptor = _at.Descriptors + (ulong)index * SplitDescriptor.Size;
            memory.TryRead(descriptor, address);
            uint length = (uint)Number(descriptor + LengthOffset, sizeof(uint));
            if (length == 0 || !memory.Contains(order.ReadUInt64(address), length)) return false;
            if ((Number(descriptor + FlagsOffset, sizeof(ushort)) & HasNext) == 0) return true;
            index = Number(descriptor + NextOffset, sizeof(ushort));
        }
        return false;
    }

    private int Number(ulong address, int width)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        bytes = bytes[..width];
        if (!memory.TryRead(address, bytes)) return 0;
        return width == sizeof(ushort) ? order.ReadUInt16(bytes) : (int)order.ReadUInt32(bytes);
    }
}
