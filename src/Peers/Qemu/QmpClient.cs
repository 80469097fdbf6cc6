using System.Text.Json;

namespace Ballast.Peers.Qemu;

/// <summary>Speaks the QEMU machine protocol: JSON objects in lines, commands with numbered answers, and events in
/// between. May be used from any thread. Once QEMU has failed every call throws.</summary>
public sealed partial class QmpClient : IAsyncDisposable
{
    private const int LongestMessage = 8 << 20;

    private readonly Stream _stream;
    private readonly TimeSpan _deadline;
    private readonly Func<string, Task<QemuException>> _hungUp;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Dictionary<ulong, TaskCompletionSource<JsonElement>> _outstanding = [];
    private readonly List<QmpSubscription> _subscriptions = [];
    private readonly TaskCompletionSource<JsonElement> _greeting = NewAnswer();
    private readonly Task _reading;
    private QemuException? _over;
    private ulong _lastId;
    private volatile bool _isDisposed;

    private QmpClient(Stream stream, TimeSpan deadline, Func<string, Task<QemuException>> hungUp)
    {
        (_stream, _deadline, _hungUp) = (stream, deadline, hungUp);
        _reading = ReadAsync();
    }

    /// <summary>Listens to events from now on.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public QmpSubscription Subscribe()
    {
        lock (_lock)
        {
            ThrowIfOver();
            var subscription = new QmpSubscription(Leave);
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    /// <summary>Gives a command and waits for its answer.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">Writes the members of the object of arguments; null for a command without any.</param>
    /// <param name="cancellation">Gives up waiting; the command is obeyed all the same.</param>
    /// <returns>What the command returns, often an empty object.</returns>
    /// <exception cref="QmpException">QEMU refused the command.</exception>
    /// <exception cref="QemuException">QEMU ended, did not answer before the deadline, or answered nonsense.</exception>
    public async Task<JsonElement> ExecuteAsync(string command, Action<Utf8JsonWriter>? arguments = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        var answer = NewAnswer();
        var id = Interlocked.Increment(ref _lastId);
        var order = QmpMessage.Command(command, id, arguments);
        lock (_lock)
        {
            ThrowIfOver();
            _outstanding.Add(id, answer);
        }

        using var deadline = new CancellationTokenSource(_deadline);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await SendAsync(order, either.Token).ConfigureAwait(false);
            var message = await answer.Task.WaitAsync(either.Token).ConfigureAwait(false);
            if (message.TryGetProperty("return", out var value))
                return value;
            message.TryGetProperty("error", out var error);
            throw new QmpException(command, QmpMessage.Text(error, "class"), QmpMessage.Text(error, "desc"));
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new QemuException(QemuFailure.Silent, $"QEMU did not answer {command} within {_deadline.TotalSeconds:0.#} s", e);
        }
        catch (QemuException e)
        {
            throw e.Again();
        }
    }

    /// <summary>Hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    /// <summary>Reads the greeting and makes QEMU take commands.</summary>
    /// <param name="stream">A connection; it belongs to the client.</param>
    /// <param name="deadline">How long one answer may take.</param>
    /// <param name="hungUp">Says what has happened when the connection has ended.</param>
    /// <param name="cancellation">Hangs up.</param>
    internal static async Task<QmpClient> OpenAsync(
        Stream stream, TimeSpan deadline, Func<string, Task<QemuException>> hungUp, CancellationToken cancellation)
    {
        var client = new QmpClient(stream, deadline, hungUp);
        try
        {
            await client._greeting.Task.WaitAsync(deadline, cancellation).ConfigureAwait(false);
            await client.ExecuteAsync("qmp_capabilities", null, cancellation).ConfigureAwait(false);
            return client;
        }
        catch (Exception e)
        {
            await client.DisposeAsync().ConfigureAwait(false);
            if (e is TimeoutException)
                throw new QemuException(QemuFailure.Silent, $"QEMU did not greet within {deadline.TotalSeconds:0.#} s", e);
            throw;
        }
    }

    private async Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Whole or not at all: half a command would spoil the next.
            using var deadline = new CancellationTokenSource(_deadline);
            await _stream.WriteAsync(message, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw Fail(new QemuException(QemuFailure.Silent, $"QEMU took no command for {_deadline.TotalSeconds:0.#} s", e));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has hung up; the reader finds out why and fails the answer.
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var lines = new LineBuffer(LongestMessage);
        try
        {
            while (await _stream.ReadAsync(lines.Space()).ConfigureAwait(false) is > 0 and var count)
            {
                lines.Advance(count);
                while (lines.TryTake(out var line))
                    Take(line);
            }

            Fail(await EndAsync().ConfigureAwait(false));
        }
        catch (QemuException e)
        {
            Fail(e);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Fail(await EndAsync().ConfigureAwait(false));
        }
    }

    private void Take(ReadOnlyMemory<byte> line)
    {
        if (line.IsEmpty)
            return;
        var message = QmpMessage.Parse(line);
        if (message.TryGetProperty("QMP", out _))
        {
            _greeting.TrySetResult(message);
        }
        else if (message.TryGetProperty("event", out _))
        {
            var e = QmpMessage.Event(message);
            lock (_lock)
                _subscriptions.ForEach(subscription => subscription.Add(e));
        }
        else
        {
            lock (_lock)
            {
                if (QmpMessage.NumberOrNull(message, "id") is not { } id || !_outstanding.Remove(id, out var answer))
                    throw QmpMessage.Malformed(line.Span);
                answer.TrySetResult(message);
            }
        }
    }

    private QemuException Fail(QemuException over)
    {
        lock (_lock)
        {
            _over ??= over;
            _greeting.TrySetException(_over);
            foreach (var answer in _outstanding.Values)
                answer.TrySetException(_over);
            _outstanding.Clear();
            _subscriptions.ForEach(subscription => subscription.Fail(_over));
            _subscriptions.Clear();
            return _over;
        }
    }

    private Task<QemuException> EndAsync() => _isDisposed
        ? Task.FromResult(new QemuException(QemuFailure.Ended, "the connection was closed from this side"))
        : _hungUp("QMP");

    private void Leave(QmpSubscription subscription)
    {
        lock (_lock) _subscriptions.Remove(subscription);
    }

    private void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_over is { } over)
            throw over.Again();
    }

    // An answer may fail after its caller has gone; that is nobody's loss.
    private static TaskCompletionSource<JsonElement> NewAnswer()
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = answer.Task.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return answer;
    }
}
