using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>A legacy driver, with a device under test.</summary>
[Binding]
internal sealed class LegacyDeviceSteps(Testbed bed)
{
    private static readonly StatisticEntry[] First = [new(StatisticTag.SwapIn, 0xdead), new(StatisticTag.MemoryFree, 0xbeef)];

    private static readonly StatisticEntry[] Second =
        [new(StatisticTag.MajorFaults, 22), new(StatisticTag.MemoryFree, 333 << 20), new(StatisticTag.MemoryTotal, 0x1122334455667788)];

    private uint[] _frames = [];

    [Given("a legacy driver that has set up its queues but not written DRIVER_OK")]
    public void GivenADriverInSetUp()
    {
        bed.Plan.HasLegacyInterface = true;
        bed.Plan.Offered = FeatureSet.Of(Feature.Version1, Feature.StatsVq);
        bed.HandDriven.BeginLegacy();
        bed.HandDriven.SetUpLegacy(FeatureSet.Of(Feature.StatsVq));
    }

    [Given("the driver wants no notification of {queue}")]
    public void GivenNoNotificationIsWanted(BalloonQueue queue) => bed.HandDriven.Suppress(queue);

    [When("a legacy driver writes {int} to actual before it accepts features")]
    public async Task WhenActualIsWrittenEarly(int pages)
    {
        bed.Plan.HasLegacyInterface = true;
        bed.HandDriven.BeginLegacy();
        bed.HandDriven.WriteConfiguration(BalloonConfiguration.ActualOffset, (uint)pages);
        bed.HandDriven.SetUpLegacy(FeatureSet.Of(Feature.StatsVq));
        bed.HandDriven.GoIntoOperation();
        await bed.SettleAsync();
    }

    [When("the guest uses {int} ballooned pages before it deflates them")]
    public async Task WhenPagesAreUsedEarly(int pages)
    {
        _frames = [.. bed.FreshFrames(pages)];
        await SendAsync(BalloonQueue.Inflate);
        byte[] page = new byte[PageRun.PageSize];
        foreach (uint frame in _frames)
        {
            page.AsSpan().Fill((byte)(frame | 1));
            bed.HandDriven.Memory.TryWrite((ulong)frame << PageRun.PageShift, page);
        }
        bed.Record(new MemoryWritten(DirtyClient.Guest, bed.RamPagesOf(Pages(_frames))));
        await SendAsync(BalloonQueue.Deflate);
    }

    [When("the driver writes {number} to actual byte by byte, the lowest first")]
    public async Task WhenActualIsWrittenBytewise(ulong pages)
    {
        SeeActual();
        for (int at = 0; at < sizeof(uint); at++)
        {
            bed.HandDriven.Transport.WriteConfiguration(BalloonConfiguration.ActualOffset + at, [(byte)(pages >> (8 * at))]);
            await bed.SettleAsync();
            SeeActual();
        }
    }

    [When("the driver gives its first statistics")]
    public Task WhenFirstStatisticsAreGiven() => GiveAsync(First);

    [When("the driver gives its second statistics")]
    public async Task WhenSecondStatisticsAreGiven()
    {
        await GiveAsync(First);
        bed.RequestStatistics();
        await bed.SettleAsync();
        await GiveAsync(Second);
    }

    [Then("the host knows none of them")]
    public void ThenTheHostKnowsNone() => StepFailureException.Unless(!See().Any(First.Contains), "nothing of the first statistics", "they are reported");

    [Then("the host knows them as they are")]
    public void ThenTheHostKnowsThem()
    {
        var seen = See();
        StepFailureException.Unless(Second.All(seen.Contains), string.Join(' ', Second), string.Join(' ', seen));
    }

    [Then("the host sees a balloon of {int} pages")]
    public void ThenTheHostSees(int pages) => StepFailureException.UnlessEqual((uint)pages, SeeActual(), "actual");

    [Then("the host has seen {number} and nothing in between")]
    public void ThenTheHostHasSeen(ulong pages)
    {
        var seen = bed.Events.OfType<ActualSeen>().Select(e => (ulong)e.Pages).Distinct().ToList();
        StepFailureException.Unless(seen is [0, var last] && last == pages, $"0, then {pages}", string.Join(", ", seen));
    }

    [Then("the buffer is used before DRIVER_OK is written")]
    public async Task ThenTheBufferIsUsedEarly()
    {
        await bed.SettleAsync();
        int used = bed.HandDriven[BalloonQueue.Inflate].Used.Count;
        bed.HandDriven.GoIntoOperation();
        StepFailureException.UnlessEqual(1, used, "buffers used before DRIVER_OK");
    }

    [Then("the device is in operation")]
    public void ThenTheDeviceIsInOperation()
    {
        var status = bed.HandDriven.Transport.ReadStatus();
        StepFailureException.Unless(status.HasFlag(DeviceStatus.DriverOk) && !status.HasFlag(DeviceStatus.DeviceNeedsReset), "DRIVER_OK", status.ToString());
    }

    [Then("every legacy ring is served")]
    public async Task ThenEveryRingIsServed()
    {
        await bed.SettleAsync();
        foreach (var ring in bed.VerifyLegacyRings())
        {
            int kept = ring.Queue == BalloonQueue.Statistics ? 1 : 0;
            StepFailureException.Unless(ring.StrangeUsed == 0 && ring.Used >= ring.Available - kept, $"{ring.Available} chains back on {ring.Queue}", ring.ToString());
        }
    }

    [Then("the pages hold what the guest wrote")]
    public void ThenThePagesHoldWhatTheGuestWrote()
    {
        byte[] page = new byte[PageRun.PageSize];
        var wrong = Pages(_frames.Where(frame => !bed.HandDriven.Memory.TryRead((ulong)frame << PageRun.PageShift, page) || page.AsSpan().ContainsAnyExcept((byte)(frame | 1))));
        bed.Record(new SourceVerified("reused early", (ulong)_frames.Length, wrong));
        StepFailureException.Unless(wrong.Count == 0, "every page as the guest wrote it", $"{wrong} changed");
    }

    [Then("the driver is notified of used buffers")]
    public void ThenTheDriverIsNotified() => StepFailureException.Unless(bed.HandDriven.UsedNotifications > 0, "a notification", "none");

    [Then("ANY_LAYOUT was offered")]
    public void ThenAnyLayoutWasOffered() =>
        StepFailureException.Unless(bed.Events.OfType<FeaturesOffered>().All(e => e.Features.Has(Feature.AnyLayout)), "ANY_LAYOUT", "it is missing");

    [Then("bit {int} is not negotiated")]
    public void ThenABitIsNotNegotiated(int bit) => StepFailureException.Unless(!bed.HandDriven.Accepted.Has(bit), $"no bit {bit}", "it was offered and accepted");

    private uint SeeActual()
    {
        uint actual = bed.Actual;
        bed.Record(new ActualSeen(actual));
        return actual;
    }

    private IReadOnlyList<StatisticEntry> See()
    {
        IReadOnlyList<StatisticEntry> seen = [.. bed.LatestStatistics.Select(s => new StatisticEntry(s.Key, s.Value))];
        bed.Record(new StatisticsSeen(seen));
        return seen;
    }

    private async Task GiveAsync(StatisticEntry[] sample)
    {
        bed.HandDriven.Send(BalloonQueue.Statistics, bed.HandDriven.Readable(BalloonMessages.Statistics(bed.HandDriven.ByteOrder, sample)));
        await bed.SettleAsync();
    }

    private async Task SendAsync(BalloonQueue queue)
    {
        bed.HandDriven.Send(queue, bed.HandDriven.Readable(BalloonMessages.PageFrames(bed.HandDriven.ByteOrder, [.. _frames.Select(f => new PageRun(f, 1))])));
        await bed.SettleAsync();
    }

    private static PageSet Pages(IEnumerable<uint> frames) => PageSet.Of(frames.Select(f => new PageRun(f, 1)));
}
