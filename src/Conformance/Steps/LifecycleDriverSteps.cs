using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Falling back, giving up, suspending and the reset of queues with a driver under test.</summary>
[Binding]
internal sealed class LifecycleDriverSteps(Testbed bed)
{
    [Given("a device that offers everything but {features}")]
    public void GivenADeviceThatLacks(FeatureSet features) => bed.Plan.Offered = new(bed.Plan.Offered.Bits & ~features.Bits);

    [Given("a device with a configuration space of {int} bytes")]
    public void GivenAConfigurationSpace(int bytes) => bed.Plan.ConfigurationSize = bytes;

    [Given("a device whose num_pages changes to {int} while it is read")]
    public void GivenATargetThatChanges(int pages) => bed.Plan.TargetAfterRead = (uint)pages;

    [Given("a device that takes its time")]
    public void GivenADeviceThatTakesItsTime() => bed.Plan.TakesTime = true;

    [Given("a device that comes to need a reset when it is asked to suspend")]
    public void GivenADeviceThatBreaks() => bed.Plan.BreaksOnSuspend = true;

    [Given("a driver that cannot work without {features}")]
    public void GivenADriverThatNeeds(FeatureSet features)
    {
        if (bed.UsesThirdParty) throw new StepUnsupportedException("what a driver of somebody else's needs is not known");
        bed.Plan.Required = features;
        bed.Record(new FeaturesRequired(features));
    }

    [Given("a driver that holds statistics ready")]
    public Task GivenADriverThatHoldsStatistics() => bed.UntilAsync(() => bed.HoldsStatistics, "a driver that holds statistics ready");

    [When("the driver is told to suspend the device")]
    public async Task WhenTheDriverSuspends()
    {
        // The count at the moment of the order is what later ones are held against.
        bed.When<StatusWritten>(e => e.Status.HasFlag(DeviceStatus.Suspend), _ => bed.CountAvailable());
        await bed.Driver.SuspendAsync(bed.Cancellation);
        bed.CountAvailable();
    }

    [When("the driver is told to let the device work on")]
    public Task WhenTheDriverResumes() => bed.Driver.ResumeAsync(bed.Cancellation);

    [When("the driver is told to reset {queue}")]
    public Task WhenTheDriverResets(BalloonQueue queue) => bed.Driver.ResetQueueAsync(queue, bed.Cancellation);

    [Then("the driver sets FAILED and goes no further")]
    public void ThenTheDriverFails()
    {
        var written = bed.Events.OfType<StatusWritten>().ToList();
        StepFailureException.Unless(written.Any(e => e.Status.HasFlag(DeviceStatus.Failed)), "FAILED", "it was never written");
        StepFailureException.Unless(written[^1].Status.HasFlag(DeviceStatus.Failed), "FAILED as the last word", $"{written[^1].Status}");
        var late = bed.Events.FirstOrDefault(e => e is QueueConfigured || (e is StatusWritten { Status: var status } && status.HasFlag(DeviceStatus.DriverOk)));
        StepFailureException.Unless(late is null, "no queue and no DRIVER_OK", $"#{late?.Sequence} {late}");
    }

    [Then("SUSPEND is set only while the device is in operation")]
    public void ThenSuspendIsSetInOperation()
    {
        var set = bed.Events.OfType<StatusWritten>().Where(e => e.Status.HasFlag(DeviceStatus.Suspend)).ToList();
        StepFailureException.Unless(set.Count > 0, "SUSPEND set", "it was never set");
        foreach (var written in set)
            StepFailureException.Unless(written.Status.HasFlag(DeviceStatus.DriverOk), "SUSPEND beside DRIVER_OK", $"{written.Status} at #{written.Sequence}");
    }

    [Then("the driver sees the device suspended before it lets it work on")]
    public void ThenTheDriverSeesTheDeviceSuspended()
    {
        long asked = First<StatusWritten>(e => e.Status.HasFlag(DeviceStatus.Suspend), 0, "SUSPEND written");
        long seen = First<StatusRead>(e => (e.Status & (DeviceStatus.Suspend | DeviceStatus.DriverOk)) == DeviceStatus.Suspend, asked, "the device seen suspended");
        First<StatusWritten>(e => e.Status.HasFlag(DeviceStatus.DriverOk), seen, "DRIVER_OK written after that");
    }

    [Then("the driver sees the device at work before it uses it")]
    public void ThenTheDriverSeesTheDeviceAtWork()
    {
        long resumed = bed.Events.OfType<StatusWritten>().Last().Sequence;
        long seen = First<StatusRead>(e => (e.Status & (DeviceStatus.Suspend | DeviceStatus.DriverOk)) == DeviceStatus.DriverOk, resumed, "the device seen at work");
        long used = First<DeviceNotified>(_ => true, resumed, "a queue notified");
        StepFailureException.Unless(used > seen, "no notification before that", $"#{used}");
    }

    [Then("the driver leaves queues and configuration alone until the device works on")]
    public void ThenTheDriverRests()
    {
        var written = bed.Events.OfType<StatusWritten>().Where(e => e.Status.HasFlag(DeviceStatus.Suspend)).ToList();
        StepFailureException.Unless(written.Count == 2, "SUSPEND once written and once kept", $"{written.Count} writes");
        var busy = bed.Events.FirstOrDefault(
            e => e.Sequence > written[0].Sequence && e.Sequence < written[1].Sequence && e is (DeviceNotified or ConfigurationWritten));
        StepFailureException.Unless(busy is null, "a driver that rests", $"#{busy?.Sequence} {busy}");
    }

    [Then("the driver sees the reset of {queue} done before it sets it up again")]
    public void ThenTheResetIsSeen(BalloonQueue queue)
    {
        long reset = First<QueueReset>(e => e.Queue == queue, 0, $"{queue} reset");
        long done = First<QueueResetRead>(e => e.Queue == queue && e.IsDone, reset, "the reset seen done");
        long configured = First<QueueConfigured>(e => e.Queue == queue, reset, $"{queue} configured again");
        long enabled = First<QueueEnabled>(e => e.Queue == queue, reset, $"{queue} enabled again");
        StepFailureException.Unless(done < configured && configured < enabled, "done, then configured, then enabled", $"#{done}, #{configured}, #{enabled}");
    }

    [Then("the driver has left")]
    public void ThenTheDriverHasLeft() => StepFailureException.Unless(!bed.IsInOperation, "a device that was reset", "DRIVER_OK is still set");

    [Then("the driver answers a request for statistics")]
    public Task ThenTheDriverAnswers() => bed.ProveLivenessAsync();

    [Then("every address that the device is given is RAM")]
    public void ThenEveryAddressIsRam()
    {
        foreach (var chain in bed.Events.OfType<ChainAvailable>())
        {
            foreach (var buffer in chain.Buffers)
                StepFailureException.Unless(bed.IsRam(buffer.Address, buffer.Length), "RAM", $"0x{buffer.Address:x} in #{chain.Sequence}");
        }
    }

    private long First<T>(Func<T, bool> condition, long after, string what) where T : TraceEvent =>
        bed.Events.OfType<T>().FirstOrDefault(e => e.Sequence > after && condition(e))?.Sequence ?? throw new StepFailureException(what, "nothing of the kind");
}
