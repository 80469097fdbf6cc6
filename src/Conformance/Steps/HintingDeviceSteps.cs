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
    }

    [When("the driver hints {int} blocks")]
    public Task WhenTheDriverHints(int blocks) => HintAsync(Blocks(blocks));

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
        foreach (var block in _hinted)
        {
            byte[] data = new byte[block.Length];
            bed.HandDriven.Memory.TryRead(block.Address, data);
            for (int page = 0; page < data.Length / PageRun.PageSize; page++)
            {
                if (data.AsSpan(page * PageRun.PageSize, PageRun.PageSize).IndexOfAnyExcept(Data) >= 0) wrong.Add(new((block.Address >> PageRun.PageShift) + (ulong)page, 1));
            }
        }
        var set = PageSet.Of(wrong);
        bed.Record(new SourceVerified("hinted", (ulong)_hinted.Sum(b => b.Length) / PageRun.PageSize, set));
        StepFailureException.Unless(set.Count == 0, "the hinted pages as they were", $"{set} changed after DONE");
    }

    private List<CommandId> Rounds() => [.. bed.Events.OfType<ConfigurationChanged>()
        .Where(e => e.Offset == BalloonConfiguration.FreePageHintCommandIdOffset).Select(e => new CommandId(e.After)).Where(id => id.IsRound)];

    private CommandId Shown() => new(bed.HandDriven.ReadConfiguration(BalloonConfiguration.FreePageHintCommandIdOffset));

    // What counts is the round under way: pages that were skipped since its id was issued.
    private ulong Dropped() => (ulong)bed.Hints.DroppedInLastRound;

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
