using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Rings;

/// <summary>One descriptor of a split virtqueue (virtio 1.4, 2.7.5).</summary>
// struct virtq_desc { le64 addr; le32 len; le16 flags; le16 next; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct SplitDescriptor
{
    /// <summary>Bytes of a descriptor.</summary>
    public const int Size = 16;

    [FieldOffset(0)] private readonly Le64 _address;
    [FieldOffset(8)] private readonly Le32 _length;
    [FieldOffset(12)] private readonly Le16 _flags;
    [FieldOffset(14)] private readonly Le16 _next;

    /// <summary>A descriptor with these fields.</summary>
    public SplitDescriptor(ulong address, uint length, DescriptorFlags flags, ushort next)
    {
        _address = address;
        _length = length;
        _flags = (ushort)flags;
        _next = next;
    }

    /// <summary>Guest-physical address of the buffer, or of the indirect table.</summary>
    public ulong Address => _address;

    /// <summary>Bytes of the buffer.</summary>
    public uint Length => _length;

    /// <summary>Flags, undefined bits included.</summary>
    public DescriptorFlags Flags => (DescriptorFlags)(ushort)_flags;

    /// <summary>Index of the next descriptor, valid with <see cref="HasNext"/>.</summary>
    public ushort Next => _next;

    /// <summary>The same bytes, each field read in the other byte order.</summary>
    internal SplitDescriptor Swapped() => new(
        BinaryPrimitives.ReverseEndianness(Address), BinaryPrimitives.ReverseEndianness(Length),
        (DescriptorFlags)BinaryPrimitives.ReverseEndianness((ushort)Flags), BinaryPrimitives.ReverseEndianness(Next));

    /// <summary>Whether the chain goes on.</summary>
    public bool HasNext => (Flags & DescriptorFlags.Next) != 0;

    /// <summary>Whether the device may write the buffer, rather than read it.</summary>
    public bool IsDeviceWritable => (Flags & DescriptorFlags.Write) != 0;

    /// <summary>Whether the buffer holds a table of descriptors.</summary>
    public bool RefersToIndirectTable => (Flags & DescriptorFlags.Indirect) != 0;
}
