namespace Ballast.Migration.Tests.Doubles;

/// <summary>A source that is only a recording: what the destination answers goes nowhere.</summary>
internal sealed class Replay(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    public override bool CanWrite => true;

    public override void Write(byte[] buffer, int offset, int count) { }

    public override void Write(ReadOnlySpan<byte> buffer) { }
}
