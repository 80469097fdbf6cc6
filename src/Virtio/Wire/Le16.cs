using System.Buffers.Binary;

namespace Ballast.Virtio.Wire;

/// <summary>A little-endian 16-bit number as it lies in memory (virtio 1.4, 1.4 "le16").</summary>
public readonly record struct Le16
{
    private readonly ushort _stored;

    private Le16(ushort stored) => _stored = stored;

    /// <summary>The number, in the processor's own order.</summary>
    public static implicit operator ushort(Le16 value) =>
        BitConverter.IsLittleEndian ? value._stored : BinaryPrimitives.ReverseEndianness(value._stored);

    /// <summary>The number, laid out little-endian.</summary>
    public static implicit operator Le16(ushort value) =>
        new(BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));

    /// <inheritdoc/>
    public override string ToString() => ((ushort)this).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
