using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>A legacy device, with a driver under test.</summary>
[Binding]
internal sealed class LegacyDriverSteps(Testbed bed)
{
    [Then("every queue was set up by its one address")]
    public void ThenEveryQueueHasOneAddress()
    {
        var queues = Queues();
        StepFailureException.Unless(queues.All(q => q.IsLegacy), "queues set up through the legacy interface", $"#{queues.FirstOrDefault(q => !q.IsLegacy)?.Sequence}");
    }

    [Then("the driver has never written FEATURES_OK")]
    public void ThenFeaturesOkWasNotWritten()
    {
        var written = bed.Events.OfType<StatusWritten>().FirstOrDefault(e => e.Status.HasFlag(DeviceStatus.FeaturesOk));
        StepFailureException.Unless(written is null, "no FEATURES_OK", $"#{written?.Sequence}");
    }

    [Then("the driver had read the size of every queue")]
    public void ThenEverySizeWasRead()
    {
        foreach (var queue in Queues())
        {
            bool read = bed.Events.OfType<QueueSizeRead>().Any(r => r.Index == queue.Index && r.Sequence < queue.Sequence);
            StepFailureException.Unless(read, $"the size of queue {queue.Index} read", "it was not");
        }
    }

    [Then("no queue reaches into another")]
    public void ThenNoQueueReachesIntoAnother()
    {
        ulong end = 0;
        foreach (var queue in Queues().OrderBy(q => q.Addresses.Descriptors))
        {
            StepFailureException.Unless(queue.Addresses.Descriptors >= end, $"queue {queue.Index} from 0x{end:x} on", $"0x{queue.Addresses.Descriptors:x}");
            end = queue.Addresses.Device + SplitLayout.UsedBytes(queue.Addresses.Size);
        }
    }

    [Then("every sample has tags that are known")]
    public void ThenEverySampleHasKnownTags()
    {
        var samples = bed.Events.OfType<ChainAvailable>().Select(e => e.Content).OfType<Virtio.Tracing.Content.Statistics>().ToList();
        StepFailureException.Unless(samples.Count > 0, "statistics", "none");
        var unknown = samples.SelectMany(s => s.Entries).FirstOrDefault(e => (ushort)e.Tag > 15);
        StepFailureException.Unless((ushort)unknown.Tag <= 15, "known tags", $"{(ushort)unknown.Tag}");
    }

    [Then("the driver has sent the command id that was shown")]
    public async Task ThenTheIdWasSent()
    {
        await bed.UntilAsync(() => Commands().Any(id => id == bed.CurrentCommand), $"command id {bed.CurrentCommand} in a buffer",
            () => string.Join(' ', Commands()));
    }

    [Then("the driver has written actual in single accesses of {int} bytes")]
    public void ThenActualWasWrittenAtOnce(int width)
    {
        var writes = bed.Events.OfType<ConfigurationWritten>().Where(e => e.Offset is >= BalloonConfiguration.ActualOffset and < BalloonConfiguration.FreePageHintCommandIdOffset).ToList();
        StepFailureException.Unless(writes.Count > 0, "actual written", "it was not");
        StepFailureException.Unless(writes.All(w => w.Offset == BalloonConfiguration.ActualOffset && w.Width == width), $"accesses of {width} bytes", $"{writes.Min(w => w.Width)}");
    }

    private List<CommandId> Commands() => [.. bed.Events.OfType<ChainAvailable>().Select(e => e.Content).OfType<Command>().Select(c => c.Id)];

    private List<QueueConfigured> Queues()
    {
        var queues = bed.Events.OfType<QueueConfigured>().ToList();
        StepFailureException.Unless(queues.Count > 0, "queues", "none was set up");
        return queues;
    }
}
