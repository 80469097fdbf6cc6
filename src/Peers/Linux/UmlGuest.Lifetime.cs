namespace Ballast.Peers.Linux;

public sealed partial class UmlGuest
{
    private const int ReadSize = 64 << 10;
    private static readonly TimeSpan AfterPanic = TimeSpan.FromSeconds(2);

    /// <summary>Stops every process of the guest and returns when all of them stand still, so that its RAM can be
    /// read.</summary>
    /// <exception cref="GuestException">It has ended, or cannot be stopped.</exception>
    public void Pause()
    {
        ThrowIfOver();
        if (_isPaused)
            return;
        if (!_processes.Pause())
        {
            _processes.Resume();
            throw Failed(GuestFailure.Silent, "not every process of the guest could be stopped");
        }

        _isPaused = true;
    }

    /// <summary>Lets the guest run on.</summary>
    /// <exception cref="GuestException">It has ended.</exception>
    public void Resume()
    {
        ThrowIfOver();
        if (_isPaused && !_processes.Resume())
            throw Failed(GuestFailure.Silent, "the guest could not be resumed");
        _isPaused = false;
    }

    /// <summary>Shuts the guest down in order and waits until it is gone.</summary>
    /// <exception cref="GuestException">It did not end before the deadline.</exception>
    public async Task PowerOffAsync(CancellationToken cancellation = default)
    {
        try
        {
            await RunAsync("poweroff -f", cancellation).ConfigureAwait(false);
        }
        catch (GuestException e) when (e.Failure == GuestFailure.Ended)
        {
            await _ended.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the guest at once and waits until none of its processes is left.</summary>
    public async Task KillAsync()
    {
        if (!_processes.Kill())
            throw Failed(GuestFailure.Silent, "not every process of the guest could be ended");
        await _ended.ConfigureAwait(false);
    }

    /// <summary>Ends the guest and removes everything that it left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await KillAsync().ConfigureAwait(false);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        _watchdog.Dispose();
    }

    private void ThrowIfOver()
    {
        lock (_lock)
        {
            if (_over is { } over)
                throw over;
        }
    }

    private async Task WatchAsync(Task replies, Task log)
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _processes.Kill();
        await Task.WhenAll(replies, log).ConfigureAwait(false);

        var over = _log.Panic is { } panic
            ? Failed(GuestFailure.Panicked, $"the guest's kernel panicked: {panic}")
            : Failed(GuestFailure.Ended, $"the guest has ended with exit code {_process.ExitCode}");
        lock (_lock)
        {
            _over = over;
            if (_parser.IsExpecting)
                Answer(awaited => awaited.TrySetException(over));
        }
    }

    private async Task ReadRepliesAsync()
    {
        var buffer = new byte[ReadSize];
        while (await ReadAsync(_process.StandardOutput, buffer).ConfigureAwait(false) is > 0 and var count)
        {
            lock (_lock)
            {
                if (_parser.TryRead(buffer.AsSpan(0, count), out var reply))
                    Answer(awaited => awaited.TrySetResult(reply));
            }
        }
    }

    private async Task ReadLogAsync()
    {
        var buffer = new byte[ReadSize];
        Task? panicked = null;
        while (await ReadAsync(_process.StandardError, buffer).ConfigureAwait(false) is > 0 and var count)
        {
            _log.Append(buffer.AsSpan(0, count));
            if (_log.Panic is not null)
                panicked ??= EndAfterPanicAsync();
        }

        if (panicked is not null)
            await panicked.ConfigureAwait(false);
    }

    private async Task EndAfterPanicAsync()
    {
        using var patience = new CancellationTokenSource(AfterPanic, _options.Time);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _processes.Kill();
        }
    }

    private void Answer(Action<TaskCompletionSource<ParsedReply>> answer)
    {
        if (_awaited is { } awaited)
            answer(awaited);
        _awaited = null;
        _turn.Release();
    }

    private static async ValueTask<int> ReadAsync(StreamReader reader, byte[] buffer)
    {
        try
        {
            return await reader.BaseStream.ReadAsync(buffer).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
