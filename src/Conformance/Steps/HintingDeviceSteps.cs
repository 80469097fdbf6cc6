using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Steps;

/// <summary>Free page hinting with a device under test.</summary>
[Binding]
internal sealed class HintingDeviceSteps(Testbed bed)
{
    private const uint BlockBytes = 2 << 20;
    private const byte Data = 0x5a;

    private readonly List<Buffer> _hinted = [];
    private readonly List<byte[]> _atDone = [];

    [Given("the driver starts the round")]
    [When("the driver starts the round")]
    public Task WhenTheDriverStartsTheRound() => CommandAsync(bed.CurrentCommand);

    [When("the driver starts the round from a command buffer in pieces of {int} byte(s)")]
    public Task WhenTheDriverStartsTheRound(int pieces) => CommandAsync(bed.CurrentCommand, pieces);

    [When("the driver ends its round")]
    public Task WhenTheDriverEndsItsRound() => CommandAsync(CommandId.Stop);

    [Given("the driver hints {int} blocks that hold data")]
    public async Task GivenTheDriverHintsBlocksThatHoldData(int blocks)
    {
        var fresh = Blocks(blocks);
        foreach (var block in fresh)
        {
            byte[] data = new byte[block.Length];
            data.AsSpan().Fill(Data);
            bed.HandDriven.Memory.TryWrite(block.Address, data);
        }
        await HintAsync(fresh);
        // Until DONE the device may alter what it likes: what counts is what is there by then.
        bed.When<ConfigurationChanged>(
            e => e.Offset == BalloonConfiguration.FreePageHintCommandIdOffset && new CommandId(e.After) == CommandId.Done,
            _ => _atDone.AddRange(_hinted.Select(ContentOf)));
    }

    [When("the driver hints {int} blocks")]
    public Task WhenTheDriverHints(int blocks) => HintAsync(Blocks(blocks));

    [When("the driver puts {int} blocks on the ring, and the host asks for hints before the device looks")]
    public async Task WhenTheHostAsksBeforeTheDeviceLooks(int blocks)
    {
        Put(Blocks(blocks));
        bed.StartHints();
        Kick();
        await bed.SettleAsync();
    }

    [When("the guest writes {int} hinted pages while the hints wait on the ring")]
    public async Task WhenHintedPagesAreWritten(int pages)
    {
        Put([.. bed.FreshFrames(pages).Select(f => new Buffer((ulong)f << PageRun.PageShift, PageRun.PageSize, IsDeviceWritable: true))]);
        bed.WriteRam(DirtyClient.Guest, bed.RamPagesOf(HintedFrames));
        Kick();
        await bed.SettleAsync();
    }

    [When("the driver hints {int} blocks under the id before this one")]
    public Task WhenTheIdIsOld(int blocks) => HintUnderAsync(blocks, new(bed.CurrentCommand.Value - 1));

    [When("the driver hints {int} blocks under the id after this one")]
    public Task WhenTheIdIsNew(int blocks) => HintUnderAsync(blocks, new(bed.CurrentCommand.Value + 1));

    [When("the driver hints {int} blocks under STOP")]
    public Task WhenTheIdIsStop(int blocks) => HintUnderAsync(blocks, CommandId.Stop);

    [When("the driver hints {int} blocks under DONE")]
    public Task WhenTheIdIsDone(int blocks) => HintUnderAsync(blocks, CommandId.Done);

    [When("the driver hints {int} blocks under no id")]
    public Task WhenThereIsNoId(int blocks) => HintAsync(Blocks(blocks));

    [When("the driver hints {int} bytes at a page's start")]
    public Task WhenAWholePageIsHinted(int bytes) => HintAsync([new(Blocks(1)[0].Address, (uint)bytes, IsDeviceWritable: true)]);

    [When("the driver hints {int} bytes from the middle of a page")]
    public Task WhenHalfPagesAreHinted(int bytes) => HintAsync([new(Blocks(1)[0].Address + 2048, (uint)bytes, IsDeviceWritable: true)]);

    [When("the driver hints {int} bytes")]
    public Task WhenBytesAreHinted(int bytes) => WhenAWholePageIsHinted(bytes);

    [When("the driver hints {int} bytes in the PCI hole")]
    public Task WhenTheHoleIsHinted(int bytes) => HintAsync([new(0xfec00000, (uint)bytes, IsDeviceWritable: true)]);

    [When("the driver hints {int} bytes across the end of low memory")]
    public Task WhenTheEndIsHinted(int bytes) => HintAsync([new(bed.Plan.RamSize - (uint)bytes / 2, (uint)bytes, IsDeviceWritable: true)]);

    [When("the driver hints {long} bytes from the last page of RAM")]
    public Task WhenFarTooMuchIsHinted(long bytes) => HintAsync([new(bed.Plan.RamSize - PageRun.PageSize, (uint)bytes, IsDeviceWritable: true)]);

    [When("the host asks for hints {int} times and nobody answers")]
    public async Task WhenNobodyAnswers(int times)
    {
        for (int i = 0; i < times; i++)
        {
            bed.StartHints();
            await bed.SettleAsync();
        }
    }

    [When("the device stops the round")]
    public async Task WhenTheDeviceStopsTheRound()
    {
        bed.StopHints();
        await bed.SettleAsync();
    }

    [Then("free_page_hint_cmd_id is STOP")]
    public void ThenTheIdIsStop() => StepFailureException.UnlessEqual(CommandId.Stop, Shown(), "command id");

    [Then("free_page_hint_cmd_id is DONE")]
    public void ThenTheIdIsDone() => StepFailureException.UnlessEqual(CommandId.Done, Shown(), "command id");

    [Then("free_page_hint_cmd_id is the id of the round")]
    public void ThenTheIdIsTheRounds() => StepFailureException.UnlessEqual(bed.CurrentCommand, Shown(), "command id");

    [Then("the host waits for more hints")]
    public void ThenTheHostWaits() => StepFailureException.Unless(!bed.Device.FreePageHints.IsRoundEnded, "a round under way", "it counts as ended");

    [Then("the host waits for no more hints")]
    public void ThenTheHostWaitsNoMore() => StepFailureException.Unless(bed.Device.FreePageHints.IsRoundEnded, "a round that is ended", "it counts as under way");

    [Then("the hinted pages hold what the guest wrote")]
    public void ThenTheHintedPagesHoldWhatWasWritten()
    {
        var pages = bed.RamPagesOf(HintedFrames);
        var wrong = bed.PagesWithout(pages, Testbed.WrittenByte);
        bed.Record(new SourceVerified("reused", pages.Pages, wrong));
        StepFailureException.Unless(wrong.Count == 0, "every page as the guest wrote it", $"{wrong} are lost");
    }

    [Then("the command id named no round whenever the dirty log was read")]
    public void ThenNoRoundWasNamedAtSynchronisation()
    {
        if (bed.UsesForeignDevice) throw new StepUnsupportedException("when the other side reads its dirty log does not show");
        var shown = CommandId.Stop;
        foreach (var e in bed.Events)
        {
            if (e is ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after }) shown = new(after);
            else if (e is BitmapSynchronised or Switchover) StepFailureException.Unless(!shown.IsRound, "STOP or DONE", $"{shown} at #{e.Sequence}");
        }
    }

    [Then("the command id is one that was not shown before")]
    public void ThenTheIdIsNew()
    {
        var shown = Rounds();
        StepFailureException.Unless(!shown[..^1].Contains(shown[^1]), "a new command id", $"{shown[^1]} again");
    }

    [Then("every command id is shown once")]
    public void ThenEveryIdIsShownOnce() => StepFailureException.UnlessEqual(Rounds().Count, Rounds().Distinct().Count(), "different command ids");

    [Then("the migration must send these blocks")]
    public void ThenTheyMustBeSent() => StepFailureException.UnlessEqual(0UL, Dropped(), "pages that are skipped");

    [Then("the migration need not send these blocks")]
    public void ThenTheyNeedNotBeSent() =>
        StepFailureException.UnlessEqual((ulong)_hinted.Sum(b => b.Length) / PageRun.PageSize, Dropped(), "pages that are skipped");

    [Then("the migration need not send {int} pages")]
    public void ThenSoManyNeedNotBeSent(int pages) => StepFailureException.UnlessEqual((ulong)pages, Dropped(), "pages that are skipped");

    [Then("the hinted pages hold what they held")]
    public async Task ThenTheHintedPagesHoldTheirData()
    {
        await bed.SettleAsync();
        var wrong = new List<PageRun>();
        StepFailureException.UnlessEqual(_hinted.Count, _atDone.Count, "blocks looked at when DONE was shown");
        foreach (var (block, before) in _hinted.Zip(_atDone))
        {
            byte[] data = ContentOf(block);
            for (int page = 0; page < data.Length; page += PageRun.PageSize)
            {
                if (!data.AsSpan(page, PageRun.PageSize).SequenceEqual(before.AsSpan(page, PageRun.PageSize)))
                    wrong.Add(new(block.Address + (ulong)page >> PageRun.PageShift, 1));
            }
        }
        var set = PageSet.Of(wrong);
        bed.Record(new SourceVerified("hinted", (ulong)_hinted.Sum(b => b.Length) / PageRun.PageSize, set));
        StepFailureException.Unless(set.Count == 0, "the hinted pages as they were", $"{set} changed after DONE");
    }

    private byte[] ContentOf(Buffer block)
    {
        byte[] data = new byte[block.Length];
        bed.HandDriven.Memory.TryRead(block.Address, data);
        return data;
    }

    private List<CommandId> Rounds() => [.. bed.Events.OfType<ConfigurationChanged>()
        .Where(e => e.Offset == BalloonConfiguration.FreePageHintCommandIdOffset).Select(e => new CommandId(e.After)).Where(id => id.IsRound)];

    private CommandId Shown() => new(bed.HandDriven.ReadConfiguration(BalloonConfiguration.FreePageHintCommandIdOffset));

    // What counts is the round under way: pages that were skipped since its id was issued.
    private ulong Dropped() => bed.SkippedPages(PageSet.Of(_hinted.Select(b =>
        new PageRun(b.Address >> PageRun.PageShift, (b.Address % PageRun.PageSize + b.Length + PageRun.PageSize - 1) >> PageRun.PageShift))));

    private List<Buffer> Blocks(int count)
    {
        var blocks = new List<Buffer>();
        for (int i = 0; i < count; i++) blocks.Add(new(bed.FreshBlock(BlockBytes), BlockBytes, IsDeviceWritable: true));
        return blocks;
    }

    private async Task HintUnderAsync(int blocks, CommandId id)
    {
        await CommandAsync(id);
        await HintAsync(Blocks(blocks));
    }

    private PageSet HintedFrames => PageSet.Of(_hinted.Select(b => new PageRun(b.Address >> PageRun.PageShift, b.Length >> PageRun.PageShift)));

    private void Put(List<Buffer> blocks)
    {
        _hinted.Clear();
        _hinted.AddRange(blocks);
        foreach (var block in blocks) bed.HandDriven.Add(BalloonQueue.FreePage, block);
    }

    private void Kick() => bed.HandDriven.Notify(BalloonQueue.FreePage);

    private async Task HintAsync(List<Buffer> blocks)
    {
        _hinted.Clear();
        _hinted.AddRange(blocks);
        foreach (var block in blocks) bed.HandDriven.Send(BalloonQueue.FreePage, block);
        await bed.SettleAsync();
    }

    private async Task CommandAsync(CommandId id, int pieces = int.MaxValue)
    {
        bed.HandDriven.Send(BalloonQueue.FreePage, bed.HandDriven.Readable(BalloonMessages.Command(id, bed.HandDriven.ByteOrder), pieces));
        await bed.SettleAsync();
    }
}
