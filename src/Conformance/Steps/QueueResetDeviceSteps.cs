using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>The reset of single queues with a device under test.</summary>
[Binding]
internal sealed class QueueResetDeviceSteps(Testbed bed)
{
    private const int MostLooks = 8;

    private static readonly FeatureSet Accepted = FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.RingReset);

    private int _quietFrom;

    [Given("a driver in operation that can reset queues")]
    public void GivenADriverThatCanResetQueues()
    {
        bed.Plan.Offered = Accepted;
        bed.HandDriven.Start(Accepted);
    }

    [When("the driver resets {queue}")]
    public async Task WhenTheDriverResets(BalloonQueue queue)
    {
        var driver = bed.HandDriven;
        driver.Transport.ResetQueue(driver[queue].Index);
        bool done = false;
        for (int looks = 0; looks < MostLooks && !done; looks++)
        {
            done = driver.Transport.IsQueueReset(driver[queue].Index);
            await bed.SettleAsync();
        }
        StepFailureException.Unless(done, $"the reset of {queue} done", $"not within {MostLooks} looks");
        _quietFrom = bed.Events.Count;
    }

    [When("the driver sets {queue} up again as it was")]
    public void WhenItIsSetUpAsItWas(BalloonQueue queue) => bed.HandDriven.SetUpAgain(queue);

    [When("the driver sets {queue} up again elsewhere with {int} entries")]
    public void WhenItIsSetUpElsewhere(BalloonQueue queue, int entries) => bed.HandDriven.SetUpAgain(queue, (ushort)entries);

    [When("the driver sends {int} requests over inflateq")]
    public async Task WhenTheDriverSends(int requests)
    {
        for (int i = 0; i < requests; i++) Send();
        await bed.SettleAsync();
    }

    [When("the host asks for new statistics")]
    public async Task WhenTheHostAsks()
    {
        bed.RequestStatistics();
        await bed.SettleAsync();
    }

    [Then("nothing of {queue} is used and nobody is notified for it")]
    public void ThenTheQueueIsSilent(BalloonQueue queue)
    {
        var noise = bed.Events.Skip(_quietFrom).FirstOrDefault(e =>
            (e is ChainUsed used && used.Queue == queue) || (e is DriverNotified notified && notified.Queue == queue));
        StepFailureException.Unless(noise is null, "silence", $"#{noise?.Sequence} {noise}");
    }

    [Then("each of {int} requests over inflateq comes back")]
    public async Task ThenEachRequestComesBack(int requests)
    {
        var queue = bed.HandDriven[BalloonQueue.Inflate];
        var sent = new List<uint>();
        for (int i = 0; i < requests && queue.Ring.FreeDescriptors > 0; i++)
        {
            sent.Add(Send());
            await bed.SettleAsync();
            queue.Collect();
        }
        // A device that reads the wrong ring may use something else, over entries that look right.
        var served = PageSet.Of(bed.Events.OfType<ChainAvailable>().Select(e => e.Content).OfType<PageFrames>().SelectMany(c => c.Frames));
        int returned = Math.Min(queue.Used.Count, sent.Count(frame => served.Contains(frame)));
        bed.Record(new RequestsVerified(BalloonQueue.Inflate, requests, returned));
        StepFailureException.UnlessEqual(requests, returned, "requests that came back");
    }

    private uint Send()
    {
        uint frame = bed.FreshFrames(1)[0];
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(BalloonMessages.PageFrames([new PageRun(frame, 1)])));
        return frame;
    }
}
