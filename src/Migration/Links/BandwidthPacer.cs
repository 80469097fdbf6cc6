using Ballast.Virtio.Scheduling;

namespace Ballast.Migration.Links;

/// <summary>
/// Holds a sender to a link's rate, so exactly that the time of a transfer is what bytes and rate say: a sender that
/// comes up to ten milliseconds late may catch up, and an idle link earns nothing. On virtual time the wait itself
/// moves the clock.
/// </summary>
/// <param name="bytesPerSecond">The rate, above zero.</param>
/// <param name="time">The clock.</param>
public sealed class BandwidthPacer(double bytesPerSecond, TimeProvider time)
{
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(10);

    // A timer wakes up to a millisecond late and more; the rest is spent spinning.
    private static readonly TimeSpan Spinning = TimeSpan.FromMilliseconds(2);

    private readonly long _start = time.GetTimestamp();
    private double _due;

    /// <summary>Notes bytes that go on the link now and waits until it has carried all those before them.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public void Spend(ulong bytes, CancellationToken cancellation = default)
    {
        var now = time.GetElapsedTime(_start);
        if (_due < (now - Slack).TotalSeconds) _due = now.TotalSeconds;
        _due += bytes / bytesPerSecond;
        WaitUntil(TimeSpan.FromSeconds(_due), cancellation);
    }

    private void WaitUntil(TimeSpan due, CancellationToken cancellation)
    {
        var spin = new SpinWait();
        while (due - time.GetElapsedTime(_start) is var left && left > TimeSpan.Zero)
        {
            cancellation.ThrowIfCancellationRequested();
            if (time is VirtualTime clock) clock.Advance(left);
            else if (left > Spinning) cancellation.WaitHandle.WaitOne(left - Spinning);
            else spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
