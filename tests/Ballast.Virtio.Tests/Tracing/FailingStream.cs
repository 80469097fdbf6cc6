namespace Ballast.Virtio.Tests.Tracing;

/// <summary>A file on a disk that has gone away.</summary>
internal sealed class FailingStream : MemoryStream
{
    public override int Read(byte[] buffer, int offset, int count) => throw new IOException("the cable is out");
}
