namespace Ballast.Virtio.Scheduling;

/// <summary>Work on a loop that has no result.</summary>
public static class EventLoopExtensions
{
    /// <summary>Runs a piece of work on the loop and returns when it is done; at once when called on the loop itself.</summary>
    public static void Invoke(this IEventLoop loop, Action work) => loop.Invoke(() =>
    {
        work();
        return true;
    });
}
