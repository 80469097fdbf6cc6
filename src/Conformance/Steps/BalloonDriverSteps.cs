using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Inflating and deflating with a driver under test.</summary>
[Binding]
internal sealed class BalloonDriverSteps(Testbed bed)
{
    [Given("a device that holds inflate buffers back")]
    public void GivenADeviceThatHoldsInflateBuffers() => bed.Plan.Held.Add(BalloonQueue.Inflate);

    [Given("a device that holds deflate buffers back")]
    public void GivenADeviceThatHoldsDeflateBuffers() => bed.Plan.Held.Add(BalloonQueue.Deflate);

    [Given("queues that are numbered as {word}")]
    public void GivenQueuesThatAreNumbered(string numbering)
    {
        if (!TraceNames.TryParse(numbering, out QueueNumbering value)) throw new ArgumentException($"{numbering} is no numbering");
        bed.RequireNumbering(value);
    }

    [Given("a balloon of {int} pages")]
    public async Task GivenABalloon(int pages)
    {
        WhenTheHostAsksForABalloon(pages);
        await ThenTheBalloonHas(pages);
    }

    [Given("the host asks for a balloon of {int} pages")]
    [When("the host asks for a balloon of {int} pages")]
    public void WhenTheHostAsksForABalloon(int pages) => bed.SetTarget((uint)pages);

    [Given("the driver inflates")]
    [When("the driver inflates")]
    public async Task WhenTheDriverInflates() => await bed.UntilAsync(() => bed.HeldBuffers > 0, "an inflate buffer that is held back");

    [When("the device lets the inflate buffers go")]
    public async Task WhenTheDeviceLetsTheInflateBuffersGo()
    {
        await bed.SettleAsync();
        bed.Release(BalloonQueue.Inflate);
        await bed.SettleAsync();
    }

    [When("the guest uses nearly all of its memory")]
    public Task WhenTheGuestUsesItsMemory()
    {
        bed.Record(new WorkloadChanged("hog", IsRunning: true));
        return bed.Driver.UseMemoryAsync(bed.Cancellation);
    }

    [When("the balloon has {int} pages")]
    [Then("the balloon has {int} pages")]
    public async Task ThenTheBalloonHas(int pages)
    {
        await bed.UntilAsync(() => bed.Actual == pages && Ballooned().Pages == (ulong)pages, $"a balloon of {pages} pages",
            () => $"actual {bed.Actual}, {Ballooned().Pages} pages inflated and not deflated");
    }

    [Then("exactly the inflated pages were deflated")]
    public void ThenExactlyTheInflatedPagesWereDeflated() =>
        StepFailureException.UnlessEqual(Frames(BalloonQueue.Inflate), Frames(BalloonQueue.Deflate), "deflated pages");

    [Then("no page was deflated before its inflate was acknowledged")]
    public void ThenNothingWasDeflatedEarly()
    {
        var waiting = new Dictionary<ushort, PageSet>();
        foreach (var e in bed.Events)
        {
            switch (e)
            {
                case ChainAvailable { Queue: BalloonQueue.Inflate, Content: PageFrames frames } chain:
                    waiting[chain.Head] = PageSet.Of(frames.Frames);
                    break;
                case ChainUsed { Queue: BalloonQueue.Inflate } used:
                    waiting.Remove(used.Head);
                    break;
                case ChainAvailable { Queue: BalloonQueue.Deflate, Content: PageFrames frames } chain:
                    var deflated = PageSet.Of(frames.Frames);
                    StepFailureException.Unless(waiting.Values.All(w => w.Intersect(deflated).Count == 0), "acknowledged pages only",
                        $"#{chain.Sequence} deflates a page whose inflate is outstanding");
                    break;
            }
        }
    }

    [Then("no more than {int} pages were deflated")]
    public void ThenNoMoreWereDeflated(int pages)
    {
        ulong deflated = Frames(BalloonQueue.Deflate).Pages;
        StepFailureException.Unless(deflated <= (ulong)pages, $"at most {pages} pages", $"{deflated}");
    }

    private PageSet Frames(BalloonQueue queue) => PageSet.Of(bed.Events.OfType<ChainAvailable>().Where(e => e.Queue == queue)
        .Select(e => e.Content).OfType<PageFrames>().SelectMany(c => c.Frames));

    private PageSet Ballooned()
    {
        var held = PageSet.Empty;
        foreach (var chain in bed.Events.OfType<ChainAvailable>())
        {
            if (chain.Content is not PageFrames frames) continue;
            var pages = PageSet.Of(frames.Frames);
            held = chain.Queue == BalloonQueue.Inflate ? held.Union(pages) : held.Except(pages);
        }
        return held;
    }
}
