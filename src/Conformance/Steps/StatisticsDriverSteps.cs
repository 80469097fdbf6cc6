using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Statistics with a driver under test.</summary>
[Binding]
internal sealed class StatisticsDriverSteps(Testbed bed)
{
    private int _expected;

    [When("the host asks for statistics")]
    [Given("the host asks for statistics")]
    public Task WhenTheHostAsksForStatistics() => bed.IsDeviceUnderTest ? AskOnceAsync() : WhenTheHostAsksForSamples(1);

    [When("the host asks for {int} samples of statistics")]
    public async Task WhenTheHostAsksForSamples(int samples)
    {
        await bed.UntilAsync(() => bed.HoldsStatistics, "a first buffer of statistics");
        for (int i = 0; i < samples; i++)
        {
            int before = Samples().Count;
            _expected = before + 1;
            bed.RequestStatistics();
            await bed.UntilAsync(() => Samples().Count > before, $"sample {i + 1} of {samples}");
        }
    }

    [Then("the driver answers every one of them")]
    public void ThenTheDriverAnswers() => StepFailureException.UnlessEqual(_expected, Samples().Count, "samples");

    [Then("one buffer of statistics is outstanding")]
    public async Task ThenOneBufferIsOutstanding() =>
        await bed.UntilAsync(() => Outstanding() == 1, "one outstanding buffer of statistics", () => $"{Outstanding()}");

    [Then("every sample is a whole number of entries with known tags")]
    public void ThenEverySampleIsWhole()
    {
        foreach (var sample in Samples())
        {
            StepFailureException.UnlessEqual((ulong)sample.Entries.Count * 10, sample.Bytes, "bytes of a sample");
            StepFailureException.Unless(sample.Entries.Count > 0, "at least one entry", "none");
            // 10 to 15 are Linux's own since 6.12.
            var unknown = sample.Entries.Where(e => (ushort)e.Tag > 15).ToList();
            StepFailureException.Unless(unknown.Count == 0, "known tags", string.Join(' ', unknown.Select(e => (ushort)e.Tag)));
            StepFailureException.UnlessEqual(sample.Entries.Count, sample.Entries.Select(e => e.Tag).Distinct().Count(), "different tags");
        }
    }

    [Then("the total memory is not more than the guest has")]
    public void ThenTheTotalMemoryIsPlausible()
    {
        var totals = Samples().SelectMany(s => s.Entries).Where(e => e.Tag == StatisticTag.MemoryTotal).ToList();
        StepFailureException.Unless(totals.Count > 0, "the tag MEMTOT", "no such tag");
        StepFailureException.Unless(totals.All(t => t.Value > 0 && t.Value <= bed.Plan.RamSize), $"at most {bed.Plan.RamSize}", $"{totals.Max(t => t.Value)}");
    }

    [Then("every sample has the same tags")]
    public void ThenEverySampleHasTheSameTags()
    {
        var first = Samples()[0].Entries.Select(e => e.Tag).ToHashSet();
        foreach (var sample in Samples())
            StepFailureException.Unless(first.SetEquals(sample.Entries.Select(e => e.Tag)), string.Join(' ', first), string.Join(' ', sample.Entries.Select(e => e.Tag)));
    }

    private async Task AskOnceAsync()
    {
        bed.RequestStatistics();
        await bed.SettleAsync();
    }

    private List<Statistics> Samples() => [.. bed.Events.OfType<ChainAvailable>().Select(e => e.Content).OfType<Statistics>()];

    private int Outstanding() => bed.Events.OfType<ChainAvailable>().Count(e => e.Queue == BalloonQueue.Statistics)
        - bed.Events.OfType<ChainUsed>().Count(e => e.Queue == BalloonQueue.Statistics);
}
