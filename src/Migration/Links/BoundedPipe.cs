namespace Ballast.Migration.Links;

/// <summary>One direction of an in-process connection: a ring of bytes between one writer and one reader.</summary>
internal sealed class BoundedPipe(int capacity)
{
    private readonly object _gate = new();
    private readonly byte[] _ring = new byte[capacity];
    private int _start, _count;
    private bool _isWriterClosed, _isReaderClosed;

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout)
    {
        while (!bytes.IsEmpty)
        {
            int at, room;
            lock (_gate)
            {
                while (_count == _ring.Length && !_isReaderClosed && !_isWriterClosed)
                {
                    if (!Monitor.Wait(_gate, timeout)) throw new TimeoutException("the reader takes nothing");
                }
                ObjectDisposedException.ThrowIf(_isWriterClosed, this);
                if (_isReaderClosed) throw new IOException("the other side has closed the connection");
                at = (_start + _count) % _ring.Length;
                room = Math.Min(_ring.Length - _count, _ring.Length - at);
            }
            // Outside the lock: only the writer touches the free part, only the reader the filled one.
            int here = Math.Min(room, bytes.Length);
            bytes[..here].CopyTo(_ring.AsSpan(at));
            bytes = bytes[here..];
            lock (_gate)
            {
                _count += here;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <returns>Zero when the writer has closed and everything was read.</returns>
    public int Read(Span<byte> to, TimeSpan timeout)
    {
        if (to.IsEmpty) return 0;
        int at, here;
        lock (_gate)
        {
            while (_count == 0 && !_isWriterClosed && !_isReaderClosed)
            {
                if (!Monitor.Wait(_gate, timeout)) throw new TimeoutException("the writer sends nothing");
            }
            ObjectDisposedException.ThrowIf(_isReaderClosed, this);
            at = _start;
            here = Math.Min(Math.Min(_count, _ring.Length - at), to.Length);
        }
        _ring.AsSpan(at, here).CopyTo(to);
        lock (_gate)
        {
            _start = (_start + here) % _ring.Length;
            _count -= here;
            Monitor.PulseAll(_gate);
        }
        return here;
    }

    public void CloseWriter()
    {
        lock (_gate)
        {
            _isWriterClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void CloseReader()
    {
        lock (_gate)
        {
            _isReaderClosed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
