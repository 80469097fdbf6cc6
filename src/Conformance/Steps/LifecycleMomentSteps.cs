using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Resets, and the need for one, at any moment.</summary>
[Binding]
internal sealed class LifecycleMomentSteps(Testbed bed)
{
    private static readonly FeatureSet Everything = FeatureSet.Of(
        Feature.Version1, Feature.StatsVq, Feature.FreePageHint, Feature.RingReset, Feature.Suspend);

    [When("the device comes to need a reset {moment}")]
    public async Task WhenTheDeviceNeedsAReset(LifecycleMoment moment)
    {
        if (bed.IsDeviceUnderTest)
        {
            await ReachAsync(moment);
            bed.Device.ComeToNeedReset();
            return;
        }
        bed.Plan.Offered = Everything;
        bed.Plan.TakesTime = moment == LifecycleMoment.DuringQueueReset;
        if (moment == LifecycleMoment.WithBuffersHeld) bed.Plan.Held.Add(BalloonQueue.Inflate);
        Arm(moment);
        await bed.InitialiseDriverAsync();
        await LeadToAsync(moment);
    }

    [When("the driver resets the device {moment}")]
    public async Task WhenTheDriverResetsTheDevice(LifecycleMoment moment)
    {
        await ReachAsync(moment);
        bed.HandDriven.Reset();
        // driver.reset.1: the reset is over when the status reads 0.
        bed.HandDriven.Transport.ReadStatus();
        await bed.SettleAsync();
    }

    [Then("a balloon of {int} pages can be had")]
    public async Task ThenABalloonCanBeHad(int pages)
    {
        bed.Release(BalloonQueue.Inflate);
        bed.SetTarget((uint)pages);
        await bed.UntilAsync(() => bed.Actual == pages, $"a balloon of {pages} pages", () => $"{bed.Actual}");
    }

    // What happens by itself on the driver's way is caught there.
    private void Arm(LifecycleMoment moment)
    {
        switch (moment)
        {
            case LifecycleMoment.BeforeFeaturesOk:
                bed.When<FeaturesAccepted>(_ => true, _ => bed.Device.ComeToNeedReset());
                break;
            case LifecycleMoment.WithQueuesSetUp:
                bed.When<QueueEnabled>(_ => true, _ => bed.Device.ComeToNeedReset());
                break;
            case LifecycleMoment.InMidRound:
                bed.When<ChainAvailable>(e => e.Content is FreeBlock, _ => bed.Device.ComeToNeedReset());
                break;
            case LifecycleMoment.DuringQueueReset:
                bed.When<QueueReset>(_ => true, _ => bed.Device.ComeToNeedReset());
                break;
            default:
                break;
        }
    }

    private async Task LeadToAsync(LifecycleMoment moment)
    {
        switch (moment)
        {
            case LifecycleMoment.InMidRound:
                bed.StartHints();
                break;
            case LifecycleMoment.WithBuffersHeld:
                bed.SetTarget(16);
                await bed.UntilAsync(() => bed.HeldBuffers > 0, "a buffer that is held");
                bed.Device.ComeToNeedReset();
                break;
            case LifecycleMoment.WhileSuspended:
                await bed.Driver.SuspendAsync(bed.Cancellation);
                bed.Device.ComeToNeedReset();
                await bed.Driver.ResumeAsync(bed.Cancellation);
                break;
            case LifecycleMoment.DuringQueueReset:
                await bed.Driver.ResetQueueAsync(BalloonQueue.Deflate, bed.Cancellation);
                break;
            default:
                break;
        }
        await bed.SettleAsync();
    }

    // What was sent is there before the next thing happens.
    private Task ReachAsync(LifecycleMoment moment)
    {
        Reach(moment);
        return bed.SettleAsync();
    }

    private void Reach(LifecycleMoment moment)
    {
        bed.Plan.Offered = Everything;
        var driver = bed.HandDriven;
        switch (moment)
        {
            case LifecycleMoment.BeforeFeaturesOk:
                driver.Begin();
                return;
            case LifecycleMoment.WithQueuesSetUp:
                driver.Negotiate(Everything);
                driver.SetUpQueues();
                return;
            default:
                driver.Start(Everything);
                break;
        }
        switch (moment)
        {
            case LifecycleMoment.InMidRound:
                bed.StartHints();
                driver.Send(BalloonQueue.FreePage, driver.Readable(BalloonMessages.Command(bed.CurrentCommand)));
                break;
            case LifecycleMoment.WithBuffersHeld:
                driver.Send(BalloonQueue.Statistics, driver.Readable(BalloonMessages.Statistics([new(StatisticTag.MemoryFree, 1)])));
                break;
            case LifecycleMoment.WhileSuspended:
                driver.Transport.WriteStatus(driver.Transport.ReadStatus() | DeviceStatus.Suspend);
                break;
            case LifecycleMoment.DuringQueueReset:
                driver.Transport.ResetQueue(driver[BalloonQueue.Inflate].Index);
                break;
            default:
                break;
        }
    }
}
