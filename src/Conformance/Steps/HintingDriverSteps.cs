using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Free page hinting with a driver under test.</summary>
[Binding]
internal sealed class HintingDriverSteps(Testbed bed)
{
    // What a running kernel allocates and frees meanwhile.
    private const ulong Drift = 8UL << 20;

    private ulong? _freeBefore;
    private long _mark;

    [Given("a device that holds hinted pages back")]
    public void GivenADeviceThatHoldsHints()
    {
        bed.Plan.Held.Add(BalloonQueue.FreePage);
        // A small queue fills up soon; a front end that asks for 256 entries gets them.
        if (!bed.UsesThirdParty) bed.Plan.FreePageQueueSize = 64;
    }

    [Given("a round of hints that the driver has ended")]
    public async Task GivenARound()
    {
        if (bed.Plan.Offered.Has(Virtio.Feature.StatsVq)) await bed.ProveLivenessAsync();
        await WhenTheHostAsksForHints();
        await WhenTheDriverEndsTheRound();
    }

    [Given("the host asks for hints")]
    [When("the host asks for hints")]
    public async Task WhenTheHostAsksForHints()
    {
        if (!bed.IsDeviceUnderTest) _freeBefore = await FreeMemoryAsync();
        bed.StartHints();
        await bed.SettleAsync();
    }

    [When("the host asks for hints {int} times, with DONE in between")]
    public async Task WhenTheHostAsksForHints(int times)
    {
        for (int i = 0; i < times; i++)
        {
            await WhenTheHostAsksForHints();
            await WhenTheDriverEndsTheRound();
            await WhenTheDeviceShowsDone();
            await bed.ProveLivenessAsync();
        }
    }

    [When("the device alters the hinted pages, as it may")]
    public void WhenTheDeviceAltersHintedPages()
    {
        if (bed.UsesThirdParty) throw new StepUnsupportedException("which of the hinted pages the guest has taken back meanwhile cannot be seen");
        bed.WriteRam(DirtyClient.Device, bed.RamPagesOf(Hinted(after: 0)));
    }

    [When("the driver ends the round")]
    public Task WhenTheDriverEndsTheRound() => ThenTheDriverEndsTheRound();

    [When("the device shows STOP")]
    public void WhenTheDeviceShowsStop() => Show(bed.StopHints);

    [When("the device shows DONE")]
    public async Task WhenTheDeviceShowsDone()
    {
        Show(bed.EndHints);
        await bed.SettleAsync();
    }

    [When("the device shows STOP while the driver still has pages to hint")]
    public async Task WhenTheDeviceShowsStopInMidRound()
    {
        await bed.UntilAsync(() => Chains().Any(c => c.Content is FreeBlock), "a driver that hints");
        Show(bed.StopHints);
    }

    [When("the device shows DONE while the driver still has pages to hint")]
    public async Task WhenTheDeviceShowsDoneInMidRound()
    {
        await bed.UntilAsync(() => Chains().Any(c => c.Content is FreeBlock), "a driver that hints");
        Show(bed.EndHints);
    }

    [When("the guest takes {int} pages more than are free")]
    public async Task WhenTheGuestTakesMoreThanIsFree(int pages)
    {
        ulong free = bed.ReferenceDriver.Guest.Allocator.FreePageCount;
        bed.WriteByPrograms((int)free + pages);
        await bed.SettleAsync();
    }

    [Then("every page that the driver took back was written first")]
    public void ThenEveryPageTakenBackWasWritten()
    {
        var guest = bed.ReferenceDriver.Guest;
        var back = bed.RamPagesOf(Hinted(after: 0).Intersect(PageSet.Of(guest.Allocator.FreePages().Concat(guest.UsedPages()))));
        var wrong = back.Except(bed.PagesWithout(back, Testbed.WrittenByte));
        StepFailureException.Unless(back.Pages > 0, "pages that the driver took back", "none");
        bed.Record(new SourceVerified("released", back.Pages, wrong));
        StepFailureException.Unless(wrong.Count == 0, "no page with what the device left in it", $"{wrong}");
    }

    [When("the device lets the hinted pages go")]
    public async Task WhenTheDeviceLetsTheHintsGo()
    {
        bed.Release(BalloonQueue.FreePage);
        await bed.SettleAsync();
    }

    [When("the migration is called off")]
    public async Task WhenTheMigrationIsCalledOff() => await WhenTheDeviceShowsDone();

    [Then("the device has shown DONE")]
    public void ThenTheDeviceShowsDone() => StepFailureException.UnlessEqual(CommandId.Done, Shown().LastOrDefault().Id, "command id");

    [Then("the driver sends the command id before any page")]
    public async Task ThenTheDriverSendsTheCommandIdFirst()
    {
        var (id, shownAt) = Shown().Last(s => s.Id.IsRound);
        await bed.UntilAsync(() => After(shownAt).Any(c => c.Content is Command), $"a command buffer for {id}");
        var first = After(shownAt).First();
        StepFailureException.Unless(first.Content is Command command && command.Id == id, $"command id {id}", $"{first.Content}");
    }

    [Then("every command buffer is 4 bytes long")]
    public void ThenEveryCommandIsFourBytes()
    {
        foreach (var chain in Chains().Where(c => c.Content is Command))
            StepFailureException.UnlessEqual(4L, chain.Buffers.Where(b => !b.IsDeviceWritable).Sum(b => (long)b.Length), "bytes of a command buffer");
        var odd = Chains().FirstOrDefault(c => c.Content is Opaque);
        StepFailureException.Unless(odd is null, "commands and pages only", $"#{odd?.Sequence} {odd?.Content}");
    }

    [Then("the driver sends the command id exactly once")]
    public async Task ThenTheDriverSendsTheCommandIdOnce()
    {
        await bed.ProveLivenessAsync();
        var id = Shown().Last(s => s.Id.IsRound).Id;
        StepFailureException.UnlessEqual(1, Chains().Count(c => c.Content is Command command && command.Id == id), $"buffers with {id}");
    }

    [Then("every round opens with its own command id")]
    public void ThenEveryRoundOpensWithItsId()
    {
        var shown = Shown().Where(s => s.Id.IsRound).Select(s => s.Id).ToList();
        var sent = Chains().Select(c => c.Content).OfType<Command>().Where(c => c.Id.IsRound).Select(c => c.Id).ToList();
        StepFailureException.Unless(shown.SequenceEqual(sent), string.Join(' ', shown), string.Join(' ', sent));
    }

    [Then("the driver has hinted at least half of the guest's free memory")]
    public void ThenMostOfFreeMemoryIsHinted()
    {
        ulong hinted = Hinted(after: 0).Pages * PageRun.PageSize;
        StepFailureException.Unless(hinted >= FreeBefore / 2, $"at least half of {FreeBefore} bytes", $"{hinted} bytes");
    }

    [Then("every hinted block is RAM")]
    public void ThenEveryHintedBlockIsRam()
    {
        foreach (var buffer in Chains().Where(c => c.Content is FreeBlock).SelectMany(c => c.Buffers))
            StepFailureException.Unless(bed.IsRam(buffer.Address, buffer.Length), "RAM", $"0x{buffer.Address:x} + {buffer.Length}");
    }

    [Then("the driver ends the round with STOP")]
    public async Task ThenTheDriverEndsTheRound()
    {
        var (id, shownAt) = Shown().Last(s => s.Id.IsRound);
        await bed.UntilAsync(() => After(shownAt).LastOrDefault()?.Content is Command { Id.Value: 0 }, $"STOP for round {id}");
    }

    [Then("no page is hinted after STOP")]
    [Then("no page is hinted after DONE")]
    public async Task ThenNoPageIsHintedAfterwards()
    {
        await bed.ProveLivenessAsync();
        StepFailureException.UnlessEqual(0UL, Hinted(_mark).Pages, "pages hinted afterwards");
    }

    [Then("the driver hints no more pages")]
    public async Task ThenTheDriverHintsNoMorePages()
    {
        // What was on the ring when STOP was shown is legal; a driver that goes on would fill the ring again and again.
        await bed.UntilAsync(() => After(0).LastOrDefault()?.Content is Command { Id.Value: 0 }, "STOP from the driver");
        int chains = Chains().Count();
        await bed.ProveLivenessAsync();
        StepFailureException.UnlessEqual(chains, Chains().Count(), "chains on free_page_vq");
    }

    [Then("the driver can be asked for hints again")]
    public async Task ThenTheDriverCanBeAskedAgain()
    {
        await WhenTheHostAsksForHints();
        await ThenTheDriverSendsTheCommandIdFirst();
        await ThenTheDriverEndsTheRound();
    }

    [Then("the guest's free memory is what it was before the round")]
    public async Task ThenFreeMemoryIsBack()
    {
        ulong free = 0;
        await bed.UntilAsync(async () => (free = await bed.Driver.FreeMemoryAsync(bed.Cancellation)) + Drift >= FreeBefore,
            $"{FreeBefore} bytes of free memory", () => $"{free}");
        if (!bed.UsesThirdParty) bed.ListFreePages();
        await bed.ProveLivenessAsync();
    }

    [Then("the driver gives its pages back on DONE")]
    public async Task ThenPagesAreGivenBackOnDone()
    {
        await WhenTheDeviceShowsDone();
        await bed.ProveLivenessAsync();
    }

    [Then("every page that the guest took back holds what the guest wrote")]
    public Task ThenTakenPagesHoldWhatWasWritten() => bed.Driver.VerifyMemoryAsync(bed.Cancellation);

    // A side that cannot say what is free can still be asked for hints; only steps about free memory need the figure.
    private async Task<ulong?> FreeMemoryAsync()
    {
        try
        {
            return await bed.Driver.FreeMemoryAsync(bed.Cancellation);
        }
        catch (StepUnsupportedException)
        {
            return null;
        }
    }

    private ulong FreeBefore => _freeBefore ?? throw new StepUnsupportedException("what is free in the guest cannot be seen");

    private void Show(Action what)
    {
        what();
        _mark = bed.Events.Count;
    }

    private List<(CommandId Id, long At)> Shown() => [.. bed.Events.OfType<ConfigurationChanged>()
        .Where(e => e.Offset == BalloonConfiguration.FreePageHintCommandIdOffset).Select(e => (new CommandId(e.After), e.Sequence))];

    private IEnumerable<ChainAvailable> Chains() => bed.Events.OfType<ChainAvailable>().Where(e => e.Queue == BalloonQueue.FreePage);

    private IEnumerable<ChainAvailable> After(long sequence) => Chains().Where(c => c.Sequence > sequence);

    private PageSet Hinted(long after) => PageSet.Of(After(after).Where(c => c.Content is FreeBlock).SelectMany(c => c.Buffers)
        .Select(b => new PageRun(b.Address >> PageRun.PageShift, b.Length >> PageRun.PageShift)));
}
