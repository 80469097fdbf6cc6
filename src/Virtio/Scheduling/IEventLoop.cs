namespace Ballast.Virtio.Scheduling;

/// <summary>
/// Where one side's work is done, one piece at a time. A device's state is touched on its loop alone, so that a migration
/// thread and a notification never meet in it.
/// </summary>
public interface IEventLoop
{
    /// <summary>The loop's clock.</summary>
    TimeProvider Time { get; }

    /// <summary>Queues a piece of work. Never runs it at once, so that a notification does not nest in its cause.</summary>
    void Post(Action work);

    /// <summary>Runs a piece of work on the loop and returns its result; at once when called on the loop itself.</summary>
    T Invoke<T>(Func<T> work);

    /// <summary>Lets the loop work until the condition, which is evaluated on the loop, holds.</summary>
    /// <returns>False when the time is over first.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    bool WaitFor(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation = default);
}
