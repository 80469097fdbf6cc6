using System.Buffers.Binary;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>Reads big-endian numbers out of bytes that are all there.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="position">Byte of the stream at which they begin.</param>
internal ref struct SpanReader(ReadOnlySpan<byte> bytes, long position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Offset { get; private set; }

    public readonly long Position => position + Offset;

    public readonly int Left => _bytes.Length - Offset;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left) throw new QemuStreamException(Position + Left, $"{count - Left} bytes are missing");
        var taken = _bytes.Slice(Offset, count);
        Offset += count;
        return taken;
    }
}
