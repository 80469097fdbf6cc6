namespace Ballast.Conformance.Testbeds;

/// <summary>A connection that turns one bit over of what is written.</summary>
/// <param name="inner">The connection.</param>
/// <param name="position">In which byte; null to wait for <see cref="DamageNext"/>.</param>
internal sealed class DamagedStream(Stream inner, long? position = null) : Stream
{
    private long _left = position ?? long.MaxValue;
    private bool _isDue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Turns a bit over in the middle of what is written next.</summary>
    public void DamageNext() => _isDue = true;

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        long at = _isDue ? buffer.Length / 2 : _left;
        if (at >= buffer.Length)
        {
            _left -= buffer.Length;
            inner.Write(buffer);
            return;
        }
        byte[] damaged = buffer.ToArray();
        damaged[at] ^= 1;
        (_left, _isDue) = (long.MaxValue, false);
        inner.Write(damaged);
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
