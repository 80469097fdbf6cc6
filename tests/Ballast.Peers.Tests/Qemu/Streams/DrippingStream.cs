namespace Ballast.Peers.Tests.Qemu.Streams;

/// <summary>A stream that cannot seek and gives a few bytes at a time, as a link does.</summary>
internal sealed class DrippingStream(byte[] bytes, int drip) : System.IO.Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether somebody read behind the last byte: on a live link that would wait for ever.</summary>
    public bool WasAskedForMore { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(Math.Min(drip, buffer.Length), bytes.Length - _position);
        WasAskedForMore |= count == 0;
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
