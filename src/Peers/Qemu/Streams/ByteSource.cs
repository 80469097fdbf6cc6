using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>The bytes of a stream with their positions. Numbers are big-endian.</summary>
internal sealed class ByteSource(Stream stream)
{
    private const int BufferSize = 64 << 10;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start, _end;

    /// <summary>Bytes that were taken up to now.</summary>
    public long Position { get; private set; }

    /// <summary>What is being read, for the message when the stream ends within it.</summary>
    public string What { get; set; } = "the header";

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    /// <summary>A name behind a byte that gives its length.</summary>
    public string Name() => Text(Byte());

    /// <summary>A text of some bytes, at most the buffer; what is not plain text becomes question marks.</summary>
    public string Text(int length) => Decode(Take(length));

    /// <summary>The next bytes, without a copy; valid until the next call.</summary>
    /// <param name="count">How many, at most the buffer.</param>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (_end - _start < count)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            while (_end < count) _end += ReceiveOrFail(_buffer.AsSpan(_end));
        }
        var taken = _buffer.AsSpan(_start, count);
        _start += count;
        Position += count;
        return taken;
    }

    /// <summary>The next byte without taking it, or null at the end of the stream.</summary>
    public byte? Peek()
    {
        if (_start < _end) return _buffer[_start];
        (_start, _end) = (0, 0);
        _end = Receive(_buffer);
        return _end > 0 ? _buffer[0] : null;
    }

    /// <summary>Some of what comes next: what is there, or is received in one call. Empty at the end of the stream.</summary>
    public ReadOnlySpan<byte> Some()
    {
        if (_start == _end) (_start, _end) = (0, Receive(_buffer));
        var some = _buffer.AsSpan(_start, _end - _start);
        _start = _end;
        Position += some.Length;
        return some;
    }

    /// <summary>What the stream says is wrong.</summary>
    public QemuStreamException Fault(string what) => Fault(Position, what);

    /// <summary>What the stream says is wrong, at an earlier place.</summary>
    public static QemuStreamException Fault(long position, string what) => new(position, what);

    public static string Decode(ReadOnlySpan<byte> text)
    {
        var decoded = new StringBuilder(text.Length);
        foreach (byte b in text) decoded.Append(b is >= 0x20 and < 0x7f ? (char)b : '?');
        return decoded.ToString();
    }

    private int ReceiveOrFail(Span<byte> to)
    {
        int received = Receive(to);
        return received > 0 ? received : throw new QemuStreamException(Position + _end - _start, $"the stream ends within {What}");
    }

    private int Receive(Span<byte> to)
    {
        try
        {
            return stream.Read(to);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or TimeoutException)
        {
            throw new QemuStreamException(Position, $"the stream was lost within {What}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
