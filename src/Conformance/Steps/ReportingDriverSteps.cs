using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Free page reporting and page poisoning with a driver under test.</summary>
[Binding]
internal sealed class ReportingDriverSteps(Testbed bed)
{
    private const uint Large = 64 << 10;

    [Given("a device that holds reports back")]
    public void GivenADeviceThatHoldsReports() => bed.Plan.Held.Add(BalloonQueue.Reporting);

    [When("the driver reports free pages")]
    public async Task WhenTheDriverReports()
    {
        await bed.UntilAsync(() => Reports().Count > 0, "a report of free pages");
        await bed.SettleAsync();
    }

    [Then("most of what is reported comes in blocks of 64 KiB or more")]
    public void ThenBlocksAreLarge()
    {
        var lengths = Reports().SelectMany(r => r.Buffers).Select(b => b.Length).ToList();
        int large = lengths.Count(l => l >= Large);
        StepFailureException.Unless(large * 2 > lengths.Count, "large blocks", $"{large} of {lengths.Count}");
    }

    [Then("the pages that were reported are left alone")]
    public void ThenReportedPagesAreLeftAlone()
    {
        var looked = bed.Watch.Reported;
        var wrong = looked.Aggregate(PageSet.Empty, (all, s) => all.Union(s.Changed()));
        ulong pages = looked.Aggregate(0UL, (sum, s) => sum + s.Pages);
        bed.Record(new SourceVerified("left-alone", pages, bed.PagesOf(wrong)));
        StepFailureException.Unless(pages > 0 && wrong.Pages <= pages / 2, "most of the reported pages as they were", $"{wrong.Pages} of {pages} changed");
    }

    [Then("poison_val holds {number}")]
    public async Task ThenPoisonHolds(ulong value)
    {
        await bed.SettleAsync();
        StepFailureException.UnlessEqual((uint)value, bed.Device.PoisonValue, "poison_val");
    }

    private List<ChainAvailable> Reports() => [.. bed.Events.OfType<ChainAvailable>().Where(e => e.Queue == BalloonQueue.Reporting)];
}
