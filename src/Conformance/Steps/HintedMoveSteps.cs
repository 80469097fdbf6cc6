using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Migrations with hints of all sorts, after which every page is looked at.</summary>
[Binding]
internal sealed class HintedMoveSteps(Testbed bed)
{
    private const ulong FourGiB = 1UL << 32;

    private readonly HintedMigration _migration = new(bed);
    private readonly List<HintedBlock> _blocks = [];
    private bool _fillsBlocks;
    private ulong? _lowEnd;
    private ulong _highStart = FourGiB;

    [Given("a machine with {size} of RAM below its hole, and {size} above")]
    public void GivenAMachineWithAHole(ulong below, ulong above)
    {
        bed.Plan.RamSize = below + above;
        bed.Plan.MaximumBelow4G = below;
    }

    // Most of it is left as it is: nobody need have so much memory.
    [Given("a machine with {size} of RAM, most of it untouched")]
    public void GivenALargeMachine(ulong ram)
    {
        bed.Plan.RamSize = ram;
        _fillsBlocks = true;
    }

    [Given("a machine with {size} of RAM, all of it below its hole")]
    public void GivenAMachineWithoutHighMemory(ulong ram) => bed.Plan.RamSize = ram;

    [Given("another machine that takes the guest in")]
    public void GivenADestination() => bed.Plan.HasDestination = true;

    [Given("a migration that is cancelled when the driver has hinted {int} pages")]
    public Task GivenACancelledMigration(int pages) => FailAsync(pages, MigrationEnd.IsCancelled);

    [Given("a migration that loses its connection when the driver has hinted {int} pages")]
    public Task GivenABrokenMigration(int pages) => FailAsync(pages, MigrationEnd.LosesConnection);

    [When("the guest is migrated, and the driver hints and the guest writes")]
    public async Task WhenTheGuestIsMigrated(DataTable table)
    {
        _blocks.AddRange(table.Rows.Select(BlockOf));
        if (_fillsBlocks) foreach (var block in _blocks) bed.FillRam(bed.RamPagesOf(block.Frames));
        if (bed.UsesForeignDevice) await MoveForeignAsync();
        else await MoveOursAsync();
    }

    [When("the guest is migrated with {int} pages in its balloon")]
    public async Task WhenTheGuestIsMigrated(int pages)
    {
        bed.HandDriven.WriteConfiguration(BalloonConfiguration.ActualOffset, (uint)pages);
        await bed.SettleAsync();
        if (!bed.UsesForeignDevice) return;
        bed.StartHints();
        await bed.EndMigrationAsync(MigrationEnd.Completes);
    }

    [Then("the host there sees {int} pages in the balloon")]
    public void ThenTheHostSees(int pages) => StepFailureException.UnlessEqual((uint)pages, bed.ReadActualAtDestination(), "pages in the balloon");

    [Then("the destination has every page in use as it was written last")]
    public void ThenNothingIsLost()
    {
        var lost = bed.VerifyAgainstSource("used", Unneeded);
        StepFailureException.Unless(lost.Count == 0, "every page in use as it was written last", $"{lost.Pages} pages that are not: {lost}");
    }

    [Then("what was hinted and not written is not sent")]
    public void ThenTheHintedAreNotSent()
    {
        var sent = Unneeded.Except(bed.FindKeptOut(Unneeded));
        StepFailureException.Unless(sent.Count == 0, $"none of {Unneeded.Pages} hinted pages in the stream", $"{sent.Pages} pages that were sent: {sent}");
    }

    private PageSet Unneeded => bed.RamPagesOf(_blocks.Aggregate(PageSet.Empty, (all, block) => all.Union(block.UnneededFrames)));

    private async Task MoveForeignAsync()
    {
        bed.StartHints();
        var id = bed.CurrentCommand;
        await HintAsync(new(id.Value - 1), HintMoment.UnderTheIdBefore);
        Send(id);
        await bed.SettleAsync();
        Write(WriteMoment.BeforeTheHint);
        Hint(HintMoment.UnderTheId, HintMoment.ButForItsEnds);
        _migration.AwaitTaken();
        Write(WriteMoment.AfterTheHint);
        await HintAsync(CommandId.Stop, HintMoment.AfterStop);
        _migration.AwaitTaken();
        Write(WriteMoment.AfterStop);
        await bed.EndMigrationAsync(MigrationEnd.Completes);
    }

    // Within one answer to the id: the round is sent afterwards. What comes later waits until our device has come so far.
    private async Task MoveOursAsync()
    {
        ulong last = _blocks.Last(b => b.Hinted is HintMoment.UnderTheId or HintMoment.ButForItsEnds).Hint.Address;
        bed.When<PagesHinted>(e => e.Address == last, _ => Write(WriteMoment.AfterTheHint));
        bed.When<ChainAvailable>(e => e.Content is Command { Id.Value: 0 }, _ => Write(WriteMoment.AfterStop));
        int asked = bed.Events.OfType<FreePagesAsked>().Count();
        bed.When<FreePagesAsked>(e => e.CommandId is not null && bed.Events.OfType<FreePagesAsked>().Count() > asked, e =>
        {
            Send(new(e.CommandId!.Value.Value - 1));
            Hint(HintMoment.UnderTheIdBefore);
            Send(e.CommandId.Value);
            Write(WriteMoment.BeforeTheHint);
            Hint(HintMoment.UnderTheId, HintMoment.ButForItsEnds);
            Send(CommandId.Stop);
            Hint(HintMoment.AfterStop);
        });
        await _migration.RunOursAsync(MigrationEnd.Completes);
    }

    private async Task FailAsync(int pages, MigrationEnd end)
    {
        var block = new HintedBlock(bed.FreshBlock((uint)pages * PageRun.PageSize), (uint)pages, HintMoment.UnderTheId, WriteMoment.Never);
        if (bed.UsesForeignDevice)
        {
            bed.StartHints();
            Send(bed.CurrentCommand);
            bed.HandDriven.Send(BalloonQueue.FreePage, block.Hint);
            _migration.AwaitTaken();
            await bed.EndMigrationAsync(end);
            return;
        }
        bed.When<FreePagesAsked>(e => e.CommandId is not null, e =>
        {
            Send(e.CommandId!.Value);
            bed.HandDriven.Send(BalloonQueue.FreePage, block.Hint);
        });
        await _migration.RunOursAsync(end);
    }

    private HintedBlock BlockOf(DataTableRow row)
    {
        uint pages = uint.Parse(row["pages"], System.Globalization.CultureInfo.InvariantCulture);
        return new(AddressOf(row["where"], pages * PageRun.PageSize), pages, HintedOf(row["hinted"]), WrittenOf(row["written"]));
    }

    private ulong AddressOf(string where, uint bytes)
    {
        switch (where)
        {
            case "in low memory":
                return bed.FreshBlock(bytes);
            case "up to the hole":
                _lowEnd = (_lowEnd ?? bed.Below4G) - bytes;
                return _lowEnd.Value;
            case "from 4 GiB on":
                _highStart += bytes;
                return _highStart - bytes;
            default:
                throw new FormatException($"'{where}' is not 'in low memory', 'up to the hole' or 'from 4 GiB on'");
        }
    }

    private static HintMoment HintedOf(string text) => text switch
    {
        "never" => HintMoment.Never,
        "under the id" => HintMoment.UnderTheId,
        "but for its ends" => HintMoment.ButForItsEnds,
        "under the id before" => HintMoment.UnderTheIdBefore,
        "after STOP" => HintMoment.AfterStop,
        _ => throw new FormatException($"'{text}' is not 'never', 'under the id', 'but for its ends', 'under the id before' or 'after STOP'"),
    };

    private static WriteMoment WrittenOf(string text) => text switch
    {
        "never" => WriteMoment.Never,
        "before the hint" => WriteMoment.BeforeTheHint,
        "after the hint" => WriteMoment.AfterTheHint,
        "after STOP" => WriteMoment.AfterStop,
        _ => throw new FormatException($"'{text}' is not 'never', 'before the hint', 'after the hint' or 'after STOP'"),
    };

    private async Task HintAsync(CommandId id, HintMoment moment)
    {
        Send(id);
        Hint(moment);
        await bed.SettleAsync();
    }

    private void Hint(params ReadOnlySpan<HintMoment> moments)
    {
        foreach (var block in _blocks)
        {
            if (moments.Contains(block.Hinted)) bed.HandDriven.Send(BalloonQueue.FreePage, block.Hint);
        }
    }

    private void Write(WriteMoment moment)
    {
        foreach (var block in _blocks.Where(b => b.Written == moment)) bed.WriteRam(DirtyClient.Guest, bed.RamPagesOf(block.Frames));
    }

    private void Send(CommandId id) => _migration.Send(id);
}
