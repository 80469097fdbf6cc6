namespace Ballast.Peers.Qemu.Streams;

/// <summary>What follows the RAM of a stream, as far as it was received.</summary>
/// <param name="position">Byte of the stream at which it begins.</param>
internal sealed class DeviceTail(long position)
{
    private byte[] _bytes = new byte[64 << 10];

    public long Position => position;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Add(ReadOnlySpan<byte> some)
    {
        if (Length + some.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + some.Length));
        some.CopyTo(_bytes.AsSpan(Length));
        Length += some.Length;
    }
}
