namespace Ballast.Virtio.Tracing.Format;

/// <summary>The lines of a stream, each of which must be ended, and none of which may be too long.</summary>
internal sealed class LineSource(Stream input, int maximumBytes)
{
    private byte[] _buffer = new byte[65536];
    private int _start;
    private int _end;

    /// <summary>Number of the line that was read last, from 1 on.</summary>
    public long Number { get; private set; }

    /// <summary>Takes the next line, without its end. It is valid until the next call.</summary>
    /// <returns>False at the end of the stream, and when there is something wrong with the line.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line, LineFault fault)
    {
        line = default;
        int scanned = _start;
        while (true)
        {
            int length = _buffer.AsSpan(scanned, _end - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                Number++;
                line = _buffer.AsMemory(_start, scanned + length - _start);
                _start = scanned + length + 1;
                if (line.Length > maximumBytes) fault.Note($"the line is longer than {maximumBytes} bytes");
                return fault.IsNone;
            }
            scanned = _end - _start;
            if (_end - _start > maximumBytes)
            {
                Number++;
                fault.Note($"the line is longer than {maximumBytes} bytes");
                return false;
            }
            bool more;
            try
            {
                more = TryFill();
            }
            catch (IOException e)
            {
                Number++;
                fault.Note($"the file cannot be read on: {e.Message}");
                return false;
            }
            if (!more)
            {
                if (_start == _end) return false;
                Number++;
                fault.Note("the last line is cut off");
                return false;
            }
        }
    }

    // Moves what is left to the front of the buffer, so that positions count from there.
    private bool TryFill()
    {
        int left = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, left).CopyTo(_buffer);
            _start = 0;
            _end = left;
        }
        if (left == _buffer.Length) Array.Resize(ref _buffer, Math.Min(maximumBytes + 65536, 2 * left));
        int read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
