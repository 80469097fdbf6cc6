using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Rings;

/// <summary>One descriptor of a packed virtqueue (virtio 1.4, 2.8.13).</summary>
// struct pvirtq_desc { le64 addr; le32 len; le16 id; le16 flags; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct PackedDescriptor
{
    /// <summary>Bytes of a descriptor.</summary>
    public const int Size = 16;

    /// <summary>Offset of the length.</summary>
    public const int LengthOffset = 8;

    /// <summary>Offset of the buffer id.</summary>
    public const int IdOffset = 12;

    /// <summary>Offset of the flags, which show the rest to the other side and are written last.</summary>
    public const int FlagsOffset = 14;

    [FieldOffset(0)] private readonly Le64 _address;
    [FieldOffset(LengthOffset)] private readonly Le32 _length;
    [FieldOffset(IdOffset)] private readonly Le16 _id;
    [FieldOffset(FlagsOffset)] private readonly Le16 _flags;

    /// <summary>A descriptor with these fields.</summary>
    public PackedDescriptor(ulong address, uint length, ushort id, DescriptorFlags flags)
    {
        _address = address;
        _length = length;
        _id = id;
        _flags = (ushort)flags;
    }

    /// <summary>Guest-physical address of the buffer, or of the indirect table.</summary>
    public ulong Address => _address;

    /// <summary>Bytes of the buffer; of a used descriptor, bytes written, if <see cref="IsDeviceWritable"/> says that any were.</summary>
    public uint Length => _length;

    /// <summary>The buffer id, valid in the last descriptor of a list and in a used one.</summary>
    public ushort Id => _id;

    /// <summary>Flags, undefined bits included.</summary>
    public DescriptorFlags Flags => (DescriptorFlags)(ushort)_flags;

    /// <summary>Whether the list goes on in the next slot.</summary>
    public bool HasNext => (Flags & DescriptorFlags.Next) != 0;

    /// <summary>Whether the device may write the buffer, rather than read it.</summary>
    public bool IsDeviceWritable => (Flags & DescriptorFlags.Write) != 0;

    /// <summary>Whether the buffer holds a table of descriptors.</summary>
    public bool RefersToIndirectTable => (Flags & DescriptorFlags.Indirect) != 0;

    /// <summary>The same descriptor with other flags.</summary>
    public PackedDescriptor With(DescriptorFlags flags) => new(Address, Length, Id, flags);
}
