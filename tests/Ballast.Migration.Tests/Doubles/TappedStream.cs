namespace Ballast.Migration.Tests.Doubles;

/// <summary>A connection that keeps what is written, and breaks after so many bytes.</summary>
internal sealed class TappedStream(Stream inner, long breaksAfter = long.MaxValue) : Stream
{
    private long _left = breaksAfter;

    public MemoryStream Written { get; } = new();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int here = (int)Math.Min(_left, buffer.Length);
        inner.Write(buffer[..here]);
        Written.Write(buffer[..here]);
        _left -= here;
        if (here == buffer.Length) return;
        inner.Dispose();
        throw new IOException("cable pulled");
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
