using System.Buffers.Binary;

namespace Ballast.Virtio.Wire;

/// <summary>A little-endian 64-bit number as it lies in memory (virtio 1.4, 1.4 "le64").</summary>
public readonly record struct Le64
{
    private readonly ulong _stored;

    private Le64(ulong stored) => _stored = stored;

    /// <summary>The number, in the processor's own order.</summary>
    public static implicit operator ulong(Le64 value) =>
        BitConverter.IsLittleEndian ? value._stored : BinaryPrimitives.ReverseEndianness(value._stored);

    /// <summary>The number, laid out little-endian.</summary>
    public static implicit operator Le64(ulong value) =>
        new(BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));

    /// <inheritdoc/>
    public override string ToString() => ((ulong)this).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
