using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Virtqueues with a driver under test.</summary>
[Binding]
internal sealed class RingSteps(Testbed bed)
{
    [Given("a guest with {size} of RAM")]
    public void GivenAGuest(ulong ram) => bed.Plan.RamSize = ram;

    [Then("both sides come to rest")]
    public Task ThenBothSidesRest() => bed.SettleAsync();

    [Then("every queue is aligned to 16, 2 and 4 bytes")]
    public void ThenEveryQueueIsAligned()
    {
        var queues = bed.Events.OfType<QueueConfigured>().ToList();
        StepFailureException.Unless(queues.Count > 0, "queues", "none was configured");
        foreach (var queue in queues)
        {
            var at = queue.Addresses;
            bool aligned = at.Descriptors % SplitLayout.DescriptorAlignment == 0 && at.Driver % SplitLayout.AvailableAlignment == 0
                && at.Device % SplitLayout.UsedAlignment == 0;
            StepFailureException.Unless(aligned, "aligned rings", $"queue {queue.Index} at 0x{at.Descriptors:x}, 0x{at.Driver:x}, 0x{at.Device:x}");
        }
    }

    [Then("every chain was well formed")]
    public void ThenEveryChainWasWellFormed()
    {
        StepFailureException.Unless(bed.Events.OfType<ChainAvailable>().Any(), "chains", "none was made available");
        var refused = bed.Events.OfType<Refused>().FirstOrDefault(r => r.By == TraceActor.Device);
        StepFailureException.Unless(refused is null, "nothing refused", $"#{refused?.Sequence} {refused?.Violation}");
        foreach (var chain in bed.Events.OfType<ChainAvailable>())
        {
            var directions = chain.Buffers.Select(b => b.IsDeviceWritable).ToList();
            StepFailureException.Unless(directions.SequenceEqual(directions.Order()), "readable buffers before writable ones", $"#{chain.Sequence}");
        }
    }
}
