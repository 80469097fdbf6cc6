using System.Buffers.Binary;

namespace Ballast.Virtio.Wire;

/// <summary>Numbers as bytes in either order.</summary>
public static class NumberBytes
{
    /// <summary>Reads a 32-bit number.</summary>
    public static uint ReadUInt32(this ByteOrder order, ReadOnlySpan<byte> source) =>
        order == ByteOrder.Big ? BinaryPrimitives.ReadUInt32BigEndian(source) : BinaryPrimitives.ReadUInt32LittleEndian(source);

    /// <summary>Writes a 32-bit number.</summary>
    public static void WriteUInt32(this ByteOrder order, Span<byte> destination, uint value)
    {
        if (order == ByteOrder.Big) BinaryPrimitives.WriteUInt32BigEndian(destination, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(destination, value);
    }

    /// <summary>Reads a 16-bit number.</summary>
    public static ushort ReadUInt16(this ByteOrder order, ReadOnlySpan<byte> source) =>
        order == ByteOrder.Big ? BinaryPrimitives.ReadUInt16BigEndian(source) : BinaryPrimitives.ReadUInt16LittleEndian(source);

    /// <summary>Writes a 16-bit number.</summary>
    public static void WriteUInt16(this ByteOrder order, Span<byte> destination, ushort value)
    {
        if (order == ByteOrder.Big) BinaryPrimitives.WriteUInt16BigEndian(destination, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(destination, value);
    }

    /// <summary>Reads a 64-bit number.</summary>
    public static ulong ReadUInt64(this ByteOrder order, ReadOnlySpan<byte> source) =>
        order == ByteOrder.Big ? BinaryPrimitives.ReadUInt64BigEndian(source) : BinaryPrimitives.ReadUInt64LittleEndian(source);

    /// <summary>Writes a 64-bit number.</summary>
    public static void WriteUInt64(this ByteOrder order, Span<byte> destination, ulong value)
    {
        if (order == ByteOrder.Big) BinaryPrimitives.WriteUInt64BigEndian(destination, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(destination, value);
    }
}
