using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Steps;

/// <summary>Hints during a migration, with a driver that the scenario drives by hand.</summary>
[Binding]
internal sealed class MigratedHintingSteps(Testbed bed)
{
    private readonly HintedMigration _migration = new(bed);

    [Given("RAM is being migrated with hints")]
    public void GivenRamIsBeingMigrated() => bed.FillRam();

    [When("the driver hints a page that the guest writes after the id was issued, before the hint")]
    public Task WhenItIsWrittenBeforeTheHint() => MigrateAsync(page =>
    {
        Write(page);
        Hint(page);
        Send(CommandId.Stop);
    });

    [When("the driver hints a page that the guest writes while the hint waits on the ring")]
    public Task WhenItIsWrittenWhileTheHintWaits() => MigrateAsync(page =>
    {
        bed.HandDriven.Add(BalloonQueue.FreePage, Block(page));
        Write(page);
        Send(CommandId.Stop);
    });

    [Given("a driver that begins the first round and never ends it")]
    public void GivenADriverThatNeverEnds()
    {
        ulong page = bed.FreshBlock(PageRun.PageSize) >> PageRun.PageShift;
        bed.When<FreePagesAsked>(e => e.CommandId is not null, e =>
        {
            Send(e.CommandId!.Value);
            Hint(page);
        });
    }

    [When("the driver hints a page that the guest writes after the hint")]
    public Task WhenItIsWrittenAfterTheHint() => MigrateAsync(page =>
    {
        Hint(page);
        // The device has taken the hint when the page is written.
        if (bed.UsesForeignDevice) WriteOnceReturned(page);
        else bed.When<PagesHinted>(_ => true, _ => Write(page));
        Send(CommandId.Stop);
    });

    [When("the driver hints a page that the guest writes after the driver's STOP")]
    public Task WhenItIsWrittenAfterStop() => MigrateAsync(page =>
    {
        Hint(page);
        Send(CommandId.Stop);
        if (bed.UsesForeignDevice) WriteOnceReturned(page);
        else bed.When<ChainAvailable>(e => e.Content is Command { Id.Value: 0 }, _ => Write(page));
    });

    [When("a migration begins that may end as postcopy")]
    public void WhenPostcopyIsAllowed() => bed.StartPostcopy();

    [When("the migration completes")]
    public async Task WhenTheMigrationCompletes()
    {
        if (bed.UsesForeignDevice)
        {
            await EndForeignAsync(MigrationEnd.Completes);
            return;
        }
        await _migration.RunOursAsync(MigrationEnd.Completes);
        bed.ResumeAtSource();
        await bed.SettleAsync();
    }

    [When("the migration is cancelled")]
    public async Task WhenTheMigrationIsCancelled()
    {
        if (bed.UsesForeignDevice)
        {
            await EndForeignAsync(MigrationEnd.IsCancelled);
            return;
        }
        await _migration.RunOursAsync(MigrationEnd.IsCancelled);
    }

    [When("the migration loses its connection")]
    public async Task WhenTheMigrationLosesItsConnection()
    {
        if (bed.UsesForeignDevice)
        {
            await EndForeignAsync(MigrationEnd.LosesConnection);
            return;
        }
        await _migration.RunOursAsync(MigrationEnd.LosesConnection);
    }

    // When the device shows the id of the first round, the driver does its part; the round is sent afterwards.
    private async Task MigrateAsync(Action<ulong> answer)
    {
        ulong page = bed.FreshBlock(PageRun.PageSize) >> PageRun.PageShift;
        if (bed.UsesForeignDevice)
        {
            bed.StartHints();
            Send(bed.CurrentCommand);
            await bed.SettleAsync();
            answer(page);
            await bed.SettleAsync();
            await bed.EndMigrationAsync(MigrationEnd.Completes);
            return;
        }
        bed.When<FreePagesAsked>(e => e.CommandId is not null, e =>
        {
            Send(e.CommandId!.Value);
            answer(page);
        });
        await _migration.RunOursAsync(MigrationEnd.Completes);
    }

    private void WriteOnceReturned(ulong page)
    {
        _migration.AwaitTaken();
        Write(page);
    }

    private async Task EndForeignAsync(MigrationEnd end)
    {
        bed.StartHints();
        await bed.SettleAsync();
        await bed.EndMigrationAsync(end);
    }

    private void Write(ulong page) => bed.WriteRam(DirtyClient.Guest, PageSet.Of(new PageRun(page, 1)));

    private void Hint(ulong page) => bed.HandDriven.Send(BalloonQueue.FreePage, Block(page));

    private static Buffer Block(ulong page) => new(page << PageRun.PageShift, PageRun.PageSize, IsDeviceWritable: true);

    private void Send(CommandId id) => _migration.Send(id);
}
