using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Rings;

/// <summary>One entry of the used ring (virtio 1.4, 2.7.8).</summary>
// struct virtq_used_elem { le32 id; le32 len; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct UsedElement
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 8;

    [FieldOffset(0)] private readonly Le32 _id;
    [FieldOffset(4)] private readonly Le32 _length;

    /// <summary>An entry with these fields.</summary>
    public UsedElement(uint id, uint length)
    {
        _id = id;
        _length = length;
    }

    /// <summary>Index of the head of the chain that was used.</summary>
    public uint Id => _id;

    /// <summary>Bytes that the device wrote into the chain.</summary>
    public uint Length => _length;

    /// <summary>The same bytes, each field read in the other byte order.</summary>
    internal UsedElement Swapped() => new(BinaryPrimitives.ReverseEndianness(Id), BinaryPrimitives.ReverseEndianness(Length));
}
