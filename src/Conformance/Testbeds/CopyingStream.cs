namespace Ballast.Conformance.Testbeds;

/// <summary>A stream that is read, and whose bytes go to others as they are read.</summary>
/// <param name="source">What is read.</param>
/// <param name="copies">Who gets the same bytes.</param>
internal sealed class CopyingStream(Stream source, IReadOnlyList<Stream> copies) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int read = source.Read(buffer);
        foreach (var copy in copies) copy.Write(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        foreach (var copy in copies) copy.Flush();
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
