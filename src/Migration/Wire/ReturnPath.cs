using System.Diagnostics;

namespace Ballast.Migration.Wire;

/// <summary>Listens to the destination while the source sends, so that a failure there is known at once.</summary>
internal sealed class ReturnPath
{
    private readonly object _gate = new();
    private readonly Stream _stream;
    private readonly Thread _thread;
    private readonly Queue<ReturnMessage> _messages = new();
    private bool _isOver;
    private volatile string? _failure;

    public ReturnPath(Stream stream)
    {
        _stream = stream;
        _thread = new Thread(Listen) { Name = "migration return path", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Why the destination gave up, or null.</summary>
    public string? Failure => _failure;

    /// <summary>Waits for an answer.</summary>
    /// <exception cref="MigrationException">The destination says something else, hangs up or says nothing in time.</exception>
    public void Await(ReturnKind kind, TimeSpan timeout, CancellationToken cancellation)
    {
        using var woken = cancellation.Register(() => Tell(() => { }));
        long start = Stopwatch.GetTimestamp();
        ReturnMessage message;
        lock (_gate)
        {
            while (!_messages.TryDequeue(out message))
            {
                cancellation.ThrowIfCancellationRequested();
                if (_isOver) throw new MigrationException(_failure ?? "the destination has hung up");
                var left = timeout - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                    throw new MigrationException($"the destination has not answered for {timeout.TotalSeconds:0.###} s");
            }
        }
        if (message.Kind == ReturnKind.Refused) throw new MigrationException($"the destination refuses: {message.Text}");
        if (message.Kind != kind) throw new MigrationException($"the destination says {message.Kind}, where {kind} was due");
    }

    /// <summary>Gives the destination's last words a moment to arrive, after the connection broke.</summary>
    public string? LastWords(TimeSpan moment)
    {
        _thread.Join(moment);
        return _failure;
    }

    /// <summary>Waits for the listener to end; the stream must have been closed.</summary>
    public void Join() => _thread.Join();

    private void Listen()
    {
        try
        {
            while (ReturnMessage.ReadFrom(_stream) is { } message)
            {
                if (message.Kind == ReturnKind.Failed)
                {
                    _failure = $"the destination gave up: {message.Text}";
                    break;
                }
                // Two answers is all that a destination has to say.
                if (_messages.Count == 2) break;
                Tell(() => _messages.Enqueue(message));
            }
        }
        catch (MigrationException e)
        {
            _failure = e.Message;
        }
        catch (Exception e) when (LinkFailure.Is(e))
        {
            // The writer meets the same failure and says so.
        }
        Tell(() => _isOver = true);
    }

    private void Tell(Action news)
    {
        lock (_gate)
        {
            news();
            Monitor.PulseAll(_gate);
        }
    }
}
