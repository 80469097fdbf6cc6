using System.Net.Sockets;
using System.Text;

namespace Ballast.Peers.Qemu;

/// <summary>
/// Speaks QEMU's qtest protocol: lines of text, answered in their order with OK or FAIL, with news of interrupt lines in
/// between. May be used from any thread. Once QEMU has failed every call throws.
/// </summary>
public sealed partial class QtestClient : IDisposable
{
    private const int LongestLine = 1 << 20;

    private readonly Socket _socket;
    private readonly TimeSpan _deadline;
    private readonly Func<string, Task<QemuException>> _hungUp;
    private readonly Thread _reader;
    private readonly Queue<QtestRequest> _outstanding = new();
    private readonly Lock _sending = new();
    // Monitor, not Lock: it is waited on.
    private readonly object _gate = new();
    private volatile QemuException? _over;
    private volatile bool _isDisposed;

    /// <param name="socket">A connection; it belongs to the client.</param>
    /// <param name="deadline">How long one answer may take.</param>
    /// <param name="hungUp">Says what has happened when the connection has ended.</param>
    internal QtestClient(Socket socket, TimeSpan deadline, Func<string, Task<QemuException>> hungUp)
    {
        (_socket, _deadline, _hungUp) = (socket, deadline, hungUp);
        socket.SendTimeout = (int)Math.Min(deadline.TotalMilliseconds, int.MaxValue);
        _reader = new Thread(Read) { IsBackground = true, Name = "qtest" };
        _reader.Start();
    }

    /// <summary>Told of each change of an interrupt line, in the reading thread: number and new level.</summary>
    internal Action<int, bool>? LineChanged { get; set; }

    /// <summary>Told once that nothing will come any more.</summary>
    internal Action? Ended { get; set; }

    /// <summary>Sends an order without waiting for its answer. Orders are obeyed one after the other.</summary>
    /// <param name="order">One line of the protocol, without its end.</param>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public QtestRequest Post(string order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.AsSpan().IndexOfAny('\n', '\r') >= 0)
            throw new ArgumentException("an order is one line", nameof(order));
        var bytes = Encoding.ASCII.GetBytes(order + "\n");
        var request = new QtestRequest(this);
        lock (_sending)
        {
            lock (_gate)
            {
                ThrowIfOver();
                _outstanding.Enqueue(request);
            }

            Send(bytes);
        }

        return request;
    }

    /// <summary>Sends an order and waits for its answer.</summary>
    /// <returns>What stands after OK; empty if nothing does.</returns>
    /// <exception cref="QemuException">QEMU refused the order, ended, or did not answer before the deadline.</exception>
    public string Call(string order) => Post(order).Wait();

    /// <exception cref="QemuException">QEMU has failed.</exception>
    internal void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_over is { } over)
            throw over.Again();
    }

    internal string WaitFor(QtestRequest request)
    {
        var start = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            while (!request.IsAnswered)
            {
                ThrowIfOver();
                var left = _deadline - TimeProvider.System.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                    throw new QemuException(QemuFailure.Silent, $"QEMU did not answer an order within {_deadline.TotalSeconds:0.#} s");
                Monitor.Wait(_gate, left);
            }
        }

        return request.Value ?? throw new QemuException(QemuFailure.Refused, $"QEMU refused an order: {request.Refusal}");
    }

    /// <summary>Hangs up.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // QEMU was faster.
        }

        _socket.Dispose();
        if (Thread.CurrentThread != _reader)
            _reader.Join();
    }

    private void Send(byte[] bytes)
    {
        try
        {
            _socket.Send(bytes);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            Fail(new QemuException(QemuFailure.Silent, $"QEMU took no order for {_deadline.TotalSeconds:0.#} s", e));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has hung up; the reading thread finds out why and fails the request.
        }
    }

    private void Read()
    {
        var lines = new LineBuffer(LongestLine);
        try
        {
            while (_socket.Receive(lines.Space().Span) is > 0 and var count)
            {
                lines.Advance(count);
                while (lines.TryTake(out var line))
                    Take(line.Span);
            }

            Fail(_isDisposed ? Closed() : _hungUp("qtest").GetAwaiter().GetResult());
        }
        catch (QemuException e)
        {
            Fail(e);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Fail(_isDisposed ? Closed() : _hungUp("qtest").GetAwaiter().GetResult());
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (QtestLine.TryParseInterrupt(line, out var number, out var isRaised))
        {
            LineChanged?.Invoke(number, isRaised);
            return;
        }

        if (!QtestLine.TryParseAnswer(line, out var isGood, out var rest))
            throw QtestLine.Malformed(line);
        lock (_gate)
        {
            if (!_outstanding.TryDequeue(out var request))
                throw new QemuException(QemuFailure.Malformed, "QEMU answered an order that nobody gave");
            if (isGood)
                request.Answer(rest);
            else
                request.Refuse(rest);
            Monitor.PulseAll(_gate);
        }
    }

    private void Fail(QemuException over)
    {
        lock (_gate)
        {
            _over ??= over;
            _outstanding.Clear();
            Monitor.PulseAll(_gate);
        }

        Ended?.Invoke();
    }

    private static QemuException Closed() => new(QemuFailure.Ended, "the connection was closed from this side");
}
