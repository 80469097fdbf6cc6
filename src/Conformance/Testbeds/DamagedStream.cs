namespace Ballast.Conformance.Testbeds;

/// <summary>A connection that turns one bit over of what is written.</summary>
/// <param name="inner">The connection.</param>
/// <param name="position">In which byte; null to wait for <see cref="DamageNext"/>.</param>
internal sealed class DamagedStream(Stream inner, long? position = null) : TamperedStream(inner)
{
    private long _left = position ?? long.MaxValue;
    private bool _isDue;

    /// <summary>Turns a bit over in the middle of what is written next.</summary>
    public void DamageNext() => _isDue = true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        long at = _isDue ? buffer.Length / 2 : _left;
        if (at >= buffer.Length)
        {
            _left -= buffer.Length;
            Inner.Write(buffer);
            return;
        }
        byte[] damaged = buffer.ToArray();
        damaged[at] ^= 1;
        (_left, _isDue) = (long.MaxValue, false);
        Inner.Write(damaged);
    }
}
