namespace Ballast.Virtio.Tests.Tracing;

/// <summary>The same byte for ever.</summary>
internal sealed class EndlessStream(byte value) : MemoryStream
{
    public long BytesRead { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        buffer.AsSpan(offset, count).Fill(value);
        BytesRead += count;
        return count;
    }
}
