using Ballast.Virtio.Scheduling;

namespace Ballast.Guest;

/// <summary>Lets work come again after a while.</summary>
internal static class Ticker
{
    /// <summary>Posts work after a pause; at once on a clock that moves only with the loop's own steps, where nothing else would move it.</summary>
    public static void Next(IEventLoop loop, TimeSpan pause, Action work)
    {
        if (pause <= TimeSpan.Zero || loop.Time is VirtualTime)
        {
            loop.Post(work);
            return;
        }
        ITimer? timer = null;
        timer = loop.Time.CreateTimer(_ =>
        {
            timer?.Dispose();
            loop.Post(work);
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(pause, Timeout.InfiniteTimeSpan);
    }
}
