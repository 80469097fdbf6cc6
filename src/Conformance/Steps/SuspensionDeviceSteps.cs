using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Suspending a device under test and letting it work on.</summary>
[Binding]
internal sealed class SuspensionDeviceSteps(Testbed bed)
{
    private const DeviceStatus Both = DeviceStatus.Suspend | DeviceStatus.DriverOk;

    private static readonly FeatureSet Accepted = FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.RingReset, Feature.Suspend);

    [Given("a driver in operation that can suspend the device")]
    public void GivenADriverThatCanSuspend()
    {
        bed.Plan.Offered = Accepted;
        bed.HandDriven.Start(Accepted);
    }

    [When("the driver asks the device to suspend")]
    public async Task WhenTheDriverAsksToSuspend()
    {
        bed.RequireOffer(Feature.Suspend);
        var transport = bed.HandDriven.Transport;
        transport.WriteStatus(transport.ReadStatus() | DeviceStatus.Suspend);
        for (int looks = 0; looks < 8 && IsPending(transport.ReadStatus(), DeviceStatus.Suspend); looks++) await bed.SettleAsync();
    }

    [When("the driver asks the device to work on")]
    public async Task WhenTheDriverAsksToWorkOn()
    {
        var transport = bed.HandDriven.Transport;
        transport.WriteStatus(transport.ReadStatus() | DeviceStatus.DriverOk);
        for (int looks = 0; looks < 8 && IsPending(transport.ReadStatus(), DeviceStatus.DriverOk); looks++) await bed.SettleAsync();
    }

    [When("the driver kicks inflateq and asks the device to suspend before it can look")]
    public async Task WhenAKickAndTheRequestMeet()
    {
        var frame = BalloonMessages.PageFrames([new PageRun(bed.FreshFrames(1)[0], 1)]);
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(frame));
        await WhenTheDriverAsksToSuspend();
    }

    [When("the driver writes {int} to actual")]
    public void WhenTheDriverWritesActual(int pages)
    {
        // What was there before is what must stay.
        _ = bed.HandDriven.ReadConfiguration(BalloonConfiguration.ActualOffset);
        bed.HandDriven.WriteConfiguration(BalloonConfiguration.ActualOffset, (uint)pages);
    }

    [Then("the device shows itself as suspended")]
    public void ThenTheDeviceIsSuspended() => StepFailureException.UnlessEqual(DeviceStatus.Suspend, bed.HandDriven.Transport.ReadStatus() & Both, "SUSPEND and DRIVER_OK");

    [Then("the device shows itself at work")]
    public void ThenTheDeviceIsAtWork() => StepFailureException.UnlessEqual(DeviceStatus.DriverOk, bed.HandDriven.Transport.ReadStatus() & Both, "SUSPEND and DRIVER_OK");

    [Then("the status does not show SUSPEND")]
    public void ThenSuspendIsNotShown() => StepFailureException.UnlessEqual(DeviceStatus.None, bed.HandDriven.Transport.ReadStatus() & DeviceStatus.Suspend, "SUSPEND");

    [Then("every buffer is back, and the driver was notified, before that")]
    public void ThenEveryBufferIsBack()
    {
        long suspended = bed.Events.OfType<DeviceStatusChanged>().First(e => e.Status.HasFlag(DeviceStatus.Suspend)).Sequence;
        StepFailureException.Unless(bed.HandDriven[BalloonQueue.Statistics].Used.Count == 1, "the buffer back", "the device holds it");
        bool notified = bed.Events.OfType<DriverNotified>().Any(e => e.Queue == BalloonQueue.Statistics && e.Sequence < suspended);
        StepFailureException.Unless(notified, "a used buffer notification before SUSPEND shows", "none");
    }

    [Then("nothing is taken before the device works on")]
    public async Task ThenNothingIsTakenBefore()
    {
        StepFailureException.Unless(!bed.Events.OfType<ChainAvailable>().Any(), "nothing taken", "a buffer is taken");
        await WhenTheDriverAsksToWorkOn();
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Inflate].Used.Count == 1, "the buffer used after that");
    }

    private static bool IsPending(DeviceStatus status, DeviceStatus wanted) => (status & Both) != wanted && (status & DeviceStatus.DeviceNeedsReset) == 0;
}
