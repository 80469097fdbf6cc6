namespace Ballast.Virtio.Scheduling;

/// <summary>
/// A loop that works only while somebody waits on it, in the waiter's thread, on virtual time: every run is the same.
/// Both sides of an in-process pair share one.
/// </summary>
public sealed class SteppedLoop : IEventLoop
{
    private static readonly TimeSpan StepTime = TimeSpan.FromMicroseconds(1);

    private readonly Queue<Action> _work = new();
    private readonly VirtualTime _time = new();

    /// <inheritdoc/>
    public TimeProvider Time => _time;

    /// <summary>Whether there is nothing to do now.</summary>
    public bool IsIdle => _work.Count == 0;

    /// <inheritdoc/>
    public void Post(Action work) => _work.Enqueue(work);

    /// <inheritdoc/>
    public T Invoke<T>(Func<T> work) => work();

    /// <summary>Does everything that is queued, and what that queues.</summary>
    /// <exception cref="InvalidOperationException">The sides kept each other busy for a million steps.</exception>
    public void RunUntilIdle()
    {
        for (int steps = 0; TryStep(); steps++)
        {
            if (steps == 1_000_000) throw new InvalidOperationException("the sides still keep each other busy after a million steps");
        }
    }

    /// <summary>Does what is queued, and what that queues, for so long at the most: some work never ends by itself.</summary>
    public void RunFor(TimeSpan limit)
    {
        long start = _time.GetTimestamp();
        while (_time.GetElapsedTime(start) < limit && TryStep())
        {
        }
    }

    /// <summary>Moves the clock on while nothing happens.</summary>
    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <inheritdoc/>
    public bool WaitFor(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        long start = _time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (condition()) return true;
            if (_time.GetElapsedTime(start) >= timeout) return false;
            if (!TryStep()) _time.Advance(timeout - _time.GetElapsedTime(start));
        }
    }

    private bool TryStep()
    {
        if (!_work.TryDequeue(out var work)) return false;
        _time.Advance(StepTime);
        work();
        return true;
    }
}
