using System.Runtime.ExceptionServices;

namespace Ballast.Virtio.Scheduling;

/// <summary>A loop with a thread of its own, on real time.</summary>
public sealed class ThreadedLoop : IEventLoop, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _work = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly Thread _thread;
    private readonly List<Wait> _waits = [];
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _stopping;

    /// <summary>Starts the loop.</summary>
    /// <param name="name">Name of its thread, for debuggers.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public ThreadedLoop(string name, TimeProvider? time = null)
    {
        Time = time ?? TimeProvider.System;
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public TimeProvider Time { get; }

    /// <inheritdoc/>
    public void Post(Action work)
    {
        lock (_gate)
        {
            if (_stopping) return;
            _work.Enqueue(work);
            // Within the lock, or the loop could be disposed of in between.
            _available.Release();
        }
    }

    /// <inheritdoc/>
    public T Invoke<T>(Func<T> work)
    {
        if (Thread.CurrentThread == _thread) return work();
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        using var done = new ManualResetEventSlim();
        Post(() =>
        {
            try { result = work(); }
            catch (Exception e) { failure = ExceptionDispatchInfo.Capture(e); }
            done.Set();
        });
        while (!done.Wait(TimeSpan.FromMilliseconds(100)))
        {
            ObjectDisposedException.ThrowIf(_stopping && !_thread.IsAlive && !done.IsSet, this);
        }
        failure?.Throw();
        return result;
    }

    /// <inheritdoc/>
    public bool WaitFor(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        if (Thread.CurrentThread == _thread) throw new InvalidOperationException("a loop cannot wait for itself");
        var wait = new Wait(condition);
        Post(() => Watch(wait));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
        try
        {
            return wait.Holds.Wait(timeout, either.Token);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            // Nothing happens any more on a loop that has ended.
            return false;
        }
        finally
        {
            wait.IsAbandoned = true;
        }
    }

    /// <summary>Finishes the piece of work under way and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping) return;
            _stopping = true;
            _available.Release();
        }
        if (Thread.CurrentThread != _thread) _thread.Join();
        _ended.Cancel();
    }

    private void Watch(Wait wait)
    {
        if (!Settle(wait)) _waits.Add(wait);
    }

    private static bool Settle(Wait wait)
    {
        if (wait.IsAbandoned) return true;
        if (!wait.Condition()) return false;
        wait.Holds.Set();
        return true;
    }

    private void Run()
    {
        while (true)
        {
            _available.Wait();
            Action? work;
            lock (_gate)
            {
                if (_stopping) return;
                _work.TryDequeue(out work);
            }
            work?.Invoke();
            _waits.RemoveAll(Settle);
        }
    }

    private sealed class Wait(Func<bool> condition)
    {
        public Func<bool> Condition => condition;

        // Not disposed: the loop may set it while the waiter leaves.
        public ManualResetEventSlim Holds { get; } = new();

        public volatile bool IsAbandoned;
    }
}
