using System.Buffers.Binary;

namespace Ballast.Virtio.Wire;

/// <summary>A little-endian 32-bit number as it lies in memory (virtio 1.4, 1.4 "le32").</summary>
public readonly record struct Le32
{
    private readonly uint _stored;

    private Le32(uint stored) => _stored = stored;

    /// <summary>The number, in the processor's own order.</summary>
    public static implicit operator uint(Le32 value) =>
        BitConverter.IsLittleEndian ? value._stored : BinaryPrimitives.ReverseEndianness(value._stored);

    /// <summary>The number, laid out little-endian.</summary>
    public static implicit operator Le32(uint value) =>
        new(BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));

    /// <inheritdoc/>
    public override string ToString() => ((uint)this).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
