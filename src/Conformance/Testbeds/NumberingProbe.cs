using Ballast.Peers.VhostUser.FrontEnd;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// Finds out how a device that is not ours numbers its queues, which the queue list of 5.5.2 leaves open. Of STATS_VQ and
/// PAGE_REPORTING, or FREE_PAGE_HINT where that is not offered, only the latter is accepted: the queue that answers has its
/// place in the whole list, is the last of those offered, or the last of those negotiated.
/// </summary>
internal static class NumberingProbe
{
    private const ulong Ram = 32UL << 20;
    private const ulong Reported = 16UL << 20;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The likeliest first: each costs a device.
    private static readonly QueueNumbering[] Candidates = [QueueNumbering.Offered, QueueNumbering.Negotiated, QueueNumbering.Fixed];

    /// <summary>Starts the device until a numbering fits.</summary>
    /// <param name="open">Starts it.</param>
    /// <param name="carrier">What carries the protocol.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The numbering; null when the device has neither of the two features, or answers under none.</returns>
    public static async Task<QueueNumbering?> FindAsync(Func<DeviceRequest, IDeviceSide> open, TransportKind carrier, CancellationToken cancellation)
    {
        foreach (var candidate in Candidates)
        {
            using var loop = new PumpedLoop(LookAgain);
            var plan = new TestbedPlan
            {
                RamSize = Ram,
                Offered = FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.PageReporting),
            };
            await using var side = open(new(plan, carrier, loop, new TraceRecorder(loop.Time), "the numbering of queues", null, cancellation));
            var driver = new HandDrivenDriver(side.Open, side.Memory, plan.Dialect, candidate);
            driver.Begin();
            var offered = driver.Transport.ReadOfferedFeatures();
            if (!offered.Has(Feature.PageReporting) && !offered.Has(Feature.FreePageHint)) return null;
            try
            {
                if (Answers(driver, offered, side, loop, cancellation)) return candidate;
            }
            catch (VhostUserException)
            {
                // It has no such queue, and says so.
            }
        }
        return null;
    }

    // A report, or a STOP that nobody waits for, comes back at once; what lies on the queue of statistics does not.
    private static bool Answers(HandDrivenDriver driver, FeatureSet offered, IDeviceSide side, PumpedLoop loop, CancellationToken cancellation)
    {
        bool reports = offered.Has(Feature.PageReporting);
        var queue = reports ? BalloonQueue.Reporting : BalloonQueue.FreePage;
        driver.Start(FeatureSet.Of(Feature.Version1, reports ? Feature.PageReporting : Feature.FreePageHint));
        if (!driver.Has(queue)) return false;
        if (reports) driver.Send(queue, new Buffer(Reported, PageRun.PageSize, IsDeviceWritable: true));
        else driver.Send(queue, driver.Readable(BalloonMessages.Command(CommandId.Stop)));
        side.Settle();
        return loop.WaitFor(() => driver[queue].Used.Count == 1, Patience, cancellation);
    }
}
