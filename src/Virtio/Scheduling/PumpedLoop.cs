namespace Ballast.Virtio.Scheduling;

/// <summary>
/// A loop on real time that works only while somebody waits on it, in the waiter's thread: for a side of ours that is driven
/// step by step against a third party, whose events come from other threads.
/// </summary>
/// <param name="lookAgain">How often a condition is looked at while nothing is posted: not all that it may be about posts something.</param>
/// <param name="time">The clock; the system's by default.</param>
public sealed class PumpedLoop(TimeSpan lookAgain, TimeProvider? time = null) : IEventLoop, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _work = new();
    private readonly SemaphoreSlim _posted = new(0);

    /// <inheritdoc/>
    public TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public void Post(Action work)
    {
        lock (_gate) _work.Enqueue(work);
        try { _posted.Release(); }
        catch (ObjectDisposedException) { /* Nobody waits any more. */ }
    }

    /// <inheritdoc/>
    public T Invoke<T>(Func<T> work) => work();

    /// <summary>Does everything that has been posted up to now, and what that posts.</summary>
    public void RunPosted()
    {
        while (true)
        {
            Action? work;
            lock (_gate)
            {
                if (!_work.TryDequeue(out work)) return;
            }
            work();
        }
    }

    /// <inheritdoc/>
    public bool WaitFor(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        long start = Time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            RunPosted();
            if (condition()) return true;
            var left = timeout - Time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero) return false;
            _posted.Wait(left < lookAgain ? left : lookAgain, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _posted.Dispose();
}
