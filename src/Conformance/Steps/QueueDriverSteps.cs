using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Virtqueues with a driver under test: what the device asks for on its rings.</summary>
[Binding]
internal sealed class QueueDriverSteps(Testbed bed)
{
    private int _from;
    private int _samples;

    [Given("a device that holds buffers of {queue} back")]
    public void GivenADeviceThatHoldsBuffers(BalloonQueue queue) => bed.Plan.Held.Add(queue);

    [Given("a device that holds answers back")]
    public void GivenADeviceThatHoldsAnswers() => bed.Plan.HoldsAnswers = true;

    [Given("a free page queue of {int} entries")]
    public void GivenAFreePageQueueOf(int entries) => bed.Plan.FreePageQueueSize = (ushort)entries;

    [Given("a device that wants no notifications of {queue}")]
    public void GivenADeviceThatWantsNone(BalloonQueue queue) => bed.AskDriver(queue, NotificationWish.Never);

    [Given("a device that wants to be notified of {queue} at {int}")]
    public void GivenADeviceThatWantsOne(BalloonQueue queue, int position) => bed.AskDriver(queue, NotificationWish.At((ushort)position));

    [Given("a device that writes {int} to avail_event of {queue}")]
    public void GivenAvailableEvent(int value, BalloonQueue queue) =>
        bed.WriteRing(queue, rings => rings.Device + SplitLayout.AvailableEventOffset(rings.Size), (ushort)value);

    [Given("a device that writes {int} to the flags of the used ring of {queue}")]
    public void GivenUsedFlags(int value, BalloonQueue queue) => bed.WriteRing(queue, rings => rings.Device, (ushort)value);

    [When("the host asks for statistics and the device looks at {queue} by itself")]
    public async Task WhenTheDeviceLooks(BalloonQueue queue)
    {
        await bed.UntilAsync(() => bed.HoldsStatistics, "a first buffer of statistics");
        _samples = Samples();
        bed.RequestStatistics();
        _from = bed.Events.Count;
        await bed.SettleAsync();
        await bed.UntilAsync(
            () =>
            {
                bed.LetDeviceLook(queue);
                return Samples() > _samples;
            },
            "an answer in the ring");
    }

    [When("the device holds buffers of the driver")]
    public Task WhenTheDeviceHoldsBuffers() => bed.UntilAsync(() => bed.HeldBuffers > 1, "buffers that are held back");

    [When("the device notifies every queue {int} times without cause")]
    public async Task WhenTheDeviceNotifies(int times)
    {
        foreach (var queue in bed.Events.OfType<QueueEnabled>().Select(e => e.Queue).OfType<BalloonQueue>().Distinct().ToList())
        {
            for (int i = 0; i < times; i++) bed.NotifyWithoutCause(queue);
        }
        await bed.SettleAsync();
    }

    [When("the device asks for free pages with used length {int}")]
    public async Task WhenTheLengthIsShort(int length)
    {
        bed.AskForFreePages((uint)length);
        await bed.SettleAsync();
    }

    [Then("the driver has answered")]
    public void ThenTheDriverHasAnswered() => StepFailureException.Unless(Samples() > _samples, "a sample of statistics", "none");

    [Then("the driver gives no answer")]
    public void ThenTheDriverGivesNoAnswer() =>
        StepFailureException.UnlessEqual(0, bed.Events.OfType<ChainAvailable>().Count(e => e.Content is FreePageAnswer), "answers");

    [Then("the driver has not kicked {queue}")]
    public void ThenTheDriverHasNotKicked(BalloonQueue queue) => StepFailureException.UnlessEqual(0, Kicks(queue), "notifications");

    [Then("the driver has kicked {queue}")]
    public void ThenTheDriverHasKicked(BalloonQueue queue) => StepFailureException.Unless(Kicks(queue) > 0, "a notification", "none");

    [Then("the flags of every used ring were 0 when it was enabled")]
    public void ThenUsedFlagsBeganAtZero()
    {
        var first = bed.Events.OfType<RingObserved>().GroupBy(e => e.Queue).Select(g => g.First()).ToList();
        StepFailureException.Unless(first.Count > 0, "rings", "none");
        foreach (var ring in first) StepFailureException.UnlessEqual((ushort?)0, ring.View.UsedFlags, $"flags of the used ring of {ring.Queue}");
    }

    [Then("the flags of every available ring are 0 or 1")]
    public void ThenAvailableFlagsAreDefined() => CheckFlags(1);

    [Then("the flags of every available ring are 0")]
    public void ThenAvailableFlagsAreZero() => CheckFlags(0);

    [Then("every queue is aligned for a packed ring")]
    public void ThenEveryQueueIsAligned()
    {
        foreach (var queue in bed.Events.OfType<QueueConfigured>())
        {
            var at = queue.Addresses;
            bool aligned = at.Descriptors % PackedLayout.DescriptorAlignment == 0 && at.Driver % PackedLayout.EventAlignment == 0 && at.Device % PackedLayout.EventAlignment == 0;
            StepFailureException.Unless(aligned, "an aligned ring", $"queue {queue.Index} at 0x{at.Descriptors:x}, 0x{at.Driver:x}, 0x{at.Device:x}");
        }
    }

    private void CheckFlags(ushort most)
    {
        foreach (var ring in bed.Events.OfType<RingObserved>())
            StepFailureException.Unless(ring.View.AvailableFlags <= most, $"flags of at most {most}", $"{ring.View.AvailableFlags} on {ring.Queue}");
    }

    private int Samples() => bed.Events.OfType<ChainAvailable>().Count(e => e.Queue == BalloonQueue.Statistics);

    private int Kicks(BalloonQueue queue) => bed.Events.Skip(_from).OfType<DeviceNotified>().Count(e => e.Queue == queue);
}
