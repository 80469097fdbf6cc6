namespace Ballast.Migration.Links;

/// <summary>One end of an in-process connection. Its timeouts are in milliseconds; it waits without end by default.</summary>
internal sealed class PipeEnd(BoundedPipe incoming, BoundedPipe outgoing) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => incoming.Read(buffer, TimeSpan.FromMilliseconds(ReadTimeout));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => outgoing.Write(buffer, TimeSpan.FromMilliseconds(WriteTimeout));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            outgoing.CloseWriter();
            incoming.CloseReader();
        }
        base.Dispose(disposing);
    }
}
