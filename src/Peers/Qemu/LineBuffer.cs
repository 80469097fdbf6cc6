namespace Ballast.Peers.Qemu;

/// <summary>Cuts a stream of bytes into lines of bounded length.</summary>
/// <param name="longest">The most bytes of a line that are taken.</param>
internal sealed class LineBuffer(int longest)
{
    private const int Least = 4096;

    private byte[] _bytes = new byte[Math.Min(Least, longest + 1)];
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>Where the next bytes are to be put; never empty.</summary>
    /// <exception cref="QemuException">The line is too long.</exception>
    public Memory<byte> Space()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start.._end).CopyTo(_bytes);
            (_start, _scanned, _end) = (0, _scanned - _start, _end - _start);
        }

        if (_end == _bytes.Length)
        {
            if (_end > longest)
                throw new QemuException(QemuFailure.Malformed, $"QEMU sent a line of more than {longest} bytes");
            Array.Resize(ref _bytes, (int)Math.Min(2L * _bytes.Length, longest + 1L));
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Says how many bytes were put there.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>The next whole line, without its end. Valid until the next call of <see cref="Space"/>.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        var found = _bytes.AsSpan(_scanned.._end).IndexOf((byte)'\n');
        if (found < 0)
        {
            _scanned = _end;
            line = default;
            return false;
        }

        line = _bytes.AsMemory(_start, _scanned + found - _start);
        if (line.Length > 0 && line.Span[^1] == '\r')
            line = line[..^1];
        _start = _scanned = _scanned + found + 1;
        return true;
    }
}
