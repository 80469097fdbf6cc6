using System.Runtime.ExceptionServices;
using Ballast.Virtio.Scheduling;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>
/// A loop for a driver behind a front end: when the back end fails under a piece of posted work, that work is over and
/// nothing else, and <see cref="VhostUserFrontEnd.Fault"/> says why. The loop beneath would end with its process.
/// </summary>
/// <param name="loop">The loop that does the work.</param>
public sealed class DriverLoop(IEventLoop loop) : IEventLoop
{
    private volatile Exception? _failure;

    /// <inheritdoc/>
    public TimeProvider Time => loop.Time;

    /// <summary>The first thing that posted work could not do, for whoever looks on: what was refused, or what vhost-user cannot carry.</summary>
    public Exception? Failure => _failure;

    /// <inheritdoc/>
    public void Post(Action work) => loop.Post(() =>
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is VhostUserException or NotSupportedException)
        {
            _failure ??= e;
        }
        catch (ObjectDisposedException)
        {
            // The front end was let go while this work waited: nobody asks for what it would have done.
        }
    });

    /// <inheritdoc/>
    public T Invoke<T>(Func<T> work) => loop.Invoke(work);

    /// <inheritdoc/>
    public bool WaitFor(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        ExceptionDispatchInfo? failure = null;
        bool holds = loop.WaitFor(() =>
        {
            try
            {
                return condition();
            }
            catch (Exception e) when (e is VhostUserException or NotSupportedException)
            {
                failure = ExceptionDispatchInfo.Capture(e);
                return true;
            }
        }, timeout, cancellation);
        failure?.Throw();
        return holds;
    }
}
