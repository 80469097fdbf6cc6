using Ballast.Virtio.Scheduling;

namespace Ballast.Guest;

/// <summary>
/// A guest's only processor: a loop that can be stopped. What is posted while it stands is kept and done, in order, when
/// it runs on.
/// </summary>
internal sealed class Processor(IEventLoop loop) : IEventLoop
{
    // Touched on the loop alone.
    private readonly Queue<Action> _held = new();
    private volatile bool _isRunning = true;

    public TimeProvider Time => loop.Time;

    public bool IsRunning => _isRunning;

    public void Post(Action work) => loop.Post(() => Do(work));

    public T Invoke<T>(Func<T> work) => loop.Invoke(work);

    public bool WaitFor(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation = default) => loop.WaitFor(condition, timeout, cancellation);

    /// <summary>Finishes the piece of work under way; when this returns no other is begun.</summary>
    public void Stop() => loop.Invoke(() => _isRunning = false);

    public void Resume() => loop.Invoke(() =>
    {
        _isRunning = true;
        while (_held.TryDequeue(out var work)) loop.Post(() => Do(work));
    });

    private void Do(Action work)
    {
        if (_isRunning) work();
        else _held.Enqueue(work);
    }
}
