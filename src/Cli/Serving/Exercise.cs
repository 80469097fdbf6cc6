using System.Globalization;
using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Cli.Serving;

/// <summary>What the host asks of a driver, so that its answers can be judged: statistics, a balloon and back, rounds of hints.</summary>
/// <param name="device">The device.</param>
/// <param name="isUp">Whether the driver is up; evaluated on the device's loop.</param>
/// <param name="hints">Takes the hints.</param>
/// <param name="options">How much of it.</param>
/// <param name="log">Told of what came of it.</param>
internal sealed class Exercise(BalloonDevice device, Func<bool> isUp, HintCollector hints, ServeOptions options, ServeLog log)
{
    // A driver that has not answered by then is waited for no longer; the trace says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private IEventLoop Loop => device.Loop;

    /// <summary>Goes through it once. What the driver does not answer is told and left.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(CancellationToken cancellation)
    {
        var accepted = Loop.Invoke(() => device.AcceptedFeatures);
        if (options.AsksForStatistics && accepted.Has(Feature.StatsVq)) AskForStatistics(cancellation);
        if (options.Target > 0)
        {
            MoveTo(options.Target, cancellation);
            MoveTo(0, cancellation);
        }
        for (int round = 0; round < options.HintRounds && accepted.Has(Feature.FreePageHint); round++) AskForHints(cancellation);
        if (Loop.Invoke(isUp)) log.Write("nothing more is asked; waiting for the front end to leave");
    }

    private void AskForStatistics(CancellationToken cancellation)
    {
        long before = 0;
        bool isAsked = Until(() =>
        {
            before = device.StatisticsReceived;
            return device.RequestStatistics();
        }, cancellation);
        if (!isAsked) log.Write("statistics: the driver gives no buffer");
        else if (!Until(() => device.StatisticsReceived > before, cancellation)) log.Write("statistics: no answer");
        else log.Write($"statistics: {string.Join(", ", device.LatestStatistics.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Tag} {s.Value}")))}");
    }

    private void MoveTo(uint pages, CancellationToken cancellation)
    {
        if (!Loop.Invoke(isUp)) return;
        long start = Loop.Time.GetTimestamp();
        device.SetTarget(pages);
        bool isReached = Until(() => device.Actual == pages, cancellation);
        log.Write(string.Create(CultureInfo.InvariantCulture, $"balloon of {pages} pages: {(isReached ? "reached" : $"{device.Actual} pages")} after {Loop.Time.GetElapsedTime(start).TotalSeconds:0.000} s"));
    }

    private void AskForHints(CancellationToken cancellation)
    {
        if (!Loop.Invoke(isUp)) return;
        var id = Loop.Invoke(() =>
        {
            hints.BeginRound();
            return device.FreePageHints.Start(hints);
        });
        bool isEnded = Until(() => device.HintSession.Phase == HintPhase.Ended, cancellation);
        int pages = Loop.Invoke(() => hints.DroppedInLastRound);
        device.FreePageHints.Done();
        log.Write(string.Create(CultureInfo.InvariantCulture,
            $"hints under command id {id}: {pages} pages ({(ulong)pages * PageRun.PageSize >> 20} MiB), {(isEnded ? "ended by the driver" : "not ended by the driver")}; DONE is shown"));
    }

    private bool Until(Func<bool> condition, CancellationToken cancellation)
    {
        bool holds = false;
        Loop.WaitFor(() => !isUp() || (holds = condition()), Patience, cancellation);
        return Loop.Invoke(() => holds);
    }
}
