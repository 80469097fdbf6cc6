namespace Ballast.Conformance.Testbeds;

/// <summary>A connection on whose way something happens to what is written.</summary>
/// <param name="inner">The connection.</param>
internal abstract class TamperedStream(Stream inner) : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => true;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The connection itself.</summary>
    protected Stream Inner => inner;

    public sealed override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public sealed override int Read(Span<byte> buffer) => inner.Read(buffer);

    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public abstract override void Write(ReadOnlySpan<byte> buffer);

    public sealed override void Flush() => inner.Flush();

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    protected sealed override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
