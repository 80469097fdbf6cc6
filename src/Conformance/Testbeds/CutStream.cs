namespace Ballast.Conformance.Testbeds;

/// <summary>A connection that is lost after so many bytes were written.</summary>
/// <param name="inner">The connection.</param>
/// <param name="bytes">After how many bytes.</param>
internal sealed class CutStream(Stream inner, long bytes) : TamperedStream(inner)
{
    private long _left = bytes;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _left)
        {
            Inner.Write(buffer[..(int)_left]);
            _left = 0;
            Inner.Dispose();
            throw new IOException("the connection was cut");
        }
        _left -= buffer.Length;
        Inner.Write(buffer);
    }
}
