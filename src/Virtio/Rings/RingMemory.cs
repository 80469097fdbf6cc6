using System.Buffers.Binary;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Rings;

/// <summary>Guest memory as a split ring's fields lie in it: little-endian, or in a legacy guest's own order (virtio 1.4, 2.7.3).</summary>
public readonly struct RingMemory(GuestMemory memory, ByteOrder order)
{
    /// <summary>The memory itself.</summary>
    public GuestMemory Guest => memory;

    /// <summary>Reads an index, flags or an event so that what was written before it is seen after it.</summary>
    public bool TryReadNumber(ulong address, out ushort value)
    {
        if (!memory.TryReadIndex(address, out value)) return false;
        if (order == ByteOrder.Big) value = BinaryPrimitives.ReverseEndianness(value);
        return true;
    }

    /// <summary>Writes an index, flags or an event so that what was written before it is seen by whoever sees it.</summary>
    public bool TryWriteNumber(ulong address, ushort value) =>
        memory.TryWriteIndex(address, order == ByteOrder.Big ? BinaryPrimitives.ReverseEndianness(value) : value);

    /// <summary>Reads a descriptor.</summary>
    public bool TryRead(ulong address, out SplitDescriptor descriptor)
    {
        if (!memory.TryRead(address, out descriptor)) return false;
        if (order == ByteOrder.Big) descriptor = descriptor.Swapped();
        return true;
    }

    /// <summary>Writes a descriptor.</summary>
    public bool TryWrite(ulong address, SplitDescriptor descriptor) =>
        memory.TryWrite(address, order == ByteOrder.Big ? descriptor.Swapped() : descriptor);

    /// <summary>Reads an entry of the used ring.</summary>
    public bool TryRead(ulong address, out UsedElement element)
    {
        if (!memory.TryRead(address, out element)) return false;
        if (order == ByteOrder.Big) element = element.Swapped();
        return true;
    }

    /// <summary>Writes an entry of the used ring.</summary>
    public bool TryWrite(ulong address, UsedElement element) =>
        memory.TryWrite(address, order == ByteOrder.Big ? element.Swapped() : element);
}
