using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Steps;

/// <summary>What a machine must still have after a migration, with a driver that the scenario drives by hand.</summary>
[Binding]
internal sealed class MigratedStateSteps(Testbed bed)
{
    [Given("a page that is zero but for its last byte")]
    public void GivenAPageThatIsAlmostZero()
    {
        bed.FillRam();
        byte[] page = new byte[PageRun.PageSize];
        page[^1] = 1;
        bed.MachineMemory().TryWrite(bed.FreshBlock(PageRun.PageSize), page);
    }

    [Given("statistics that the driver has given")]
    public async Task GivenStatistics()
    {
        bed.HandDriven.Send(BalloonQueue.Statistics, bed.HandDriven.Readable(BalloonMessages.Statistics([new(StatisticTag.MemoryFree, 1 << 20)])));
        await bed.SettleAsync();
    }

    [When("RAM is migrated without a filter")]
    public async Task WhenRamIsMigrated()
    {
        await bed.MigrateAsync(MigrationFilter.None);
        StepFailureException.UnlessEqual(MigrationStatus.Completed, bed.Outcome.Status, "migration");
        bed.ResumeAtSource();
        await bed.SettleAsync();
    }
}
