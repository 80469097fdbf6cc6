using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest;
using Ballast.Guest.Workloads;
using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Migrations of a reference guest, and what arrives.</summary>
[Binding]
internal sealed partial class MigrationSteps(Testbed bed)
{
    private const double TenGigabit = 1.25e9;

    private PageSet _free = PageSet.Empty;
    private Canaries? _canaries;
    private int _wantedCanaries;
    private WorkloadKind _workload;
    private bool _isBooted;
    private MigrationStatistics? _original;
    private MigrationStatistics? _filtered;

    /// <summary>"none", "bitmap" or "hint".</summary>
    [ParameterType("filter", "none|bitmap|hint", UseForSnippets = false)]
    public static MigrationFilter Filter(string text) => Enum.Parse<MigrationFilter>(text, ignoreCase: true);

    /// <summary>"guest", "device" or "host".</summary>
    [ParameterType("writer", "guest|device|host", UseForSnippets = false)]
    public static DirtyClient Writer(string text) => Enum.Parse<DirtyClient>(text, ignoreCase: true);

    /// <summary>"idle", "after a hog", "full of cache" or "churning".</summary>
    [ParameterType("workload", "idle|after a hog|full of cache|churning")]
    public static WorkloadKind Workload(string text) => text switch
    {
        "after a hog" => WorkloadKind.Hog,
        "full of cache" => WorkloadKind.Cache,
        "churning" => WorkloadKind.Churn,
        _ => WorkloadKind.Idle,
    };

    /// <summary>"3 blocks" (of about the same size) or "blocks of 8, 72 and 16 MiB".</summary>
    [ParameterType("blocks", @"\d+ blocks?|blocks of [\d, and]+ MiB")]
    public static RamBlocks Blocks(string text) => RamBlocks.Parse(text);

    [Given("an idle guest with {size} of RAM")]
    public void GivenAnIdleGuest(ulong ram) => Plan(WorkloadKind.Idle, ram);

    [Given("an idle guest with {size} of RAM in {blocks}")]
    public void GivenAnIdleGuest(ulong ram, RamBlocks blocks)
    {
        Plan(WorkloadKind.Idle, ram);
        bed.Plan.Blocks = blocks.Of(ram);
    }

    [Given("an idle guest with {size} of RAM and no free page protocol")]
    public void GivenAGuestWithoutProtocol(ulong ram)
    {
        Plan(WorkloadKind.Idle, ram);
        bed.Plan.Offered = FeatureSet.Of(Feature.Version1, Feature.StatsVq);
    }

    [Given("a churning guest with {size} of RAM")]
    public void GivenAChurningGuest(ulong ram) => Plan(WorkloadKind.Churn, ram);

    [Given("a guest with {size} of RAM after a memory hog")]
    public void GivenAGuestAfterAHog(ulong ram) => Plan(WorkloadKind.Hog, ram);

    [Given("a guest with {size} of RAM in {blocks}, in order, after a memory hog")]
    public void GivenBlocksInOrder(ulong ram, RamBlocks blocks) => PlanBlocks(ram, blocks, order: null);

    [Given("a guest with {size} of RAM in {blocks}, in reverse, after a memory hog")]
    public void GivenBlocksInReverse(ulong ram, RamBlocks blocks) => PlanBlocks(ram, blocks, order: (_, i) => -i);

    [Given("a guest with {size} of RAM in {blocks}, largest first, after a memory hog")]
    public void GivenLargestBlockFirst(ulong ram, RamBlocks blocks) => PlanBlocks(ram, blocks, order: (length, _) => -(long)length);

    [Given("a guest with {size} of RAM, {size} of it in use, on a virtual link of 10 Gbit\\/s")]
    public void GivenAGuestOnALink(ulong ram, ulong inUse)
    {
        Plan(WorkloadKind.Idle, ram);
        bed.Plan.InUse = inUse;
    }

    [Given("a guest with {size} of RAM, {size} of it in use, after a memory hog, on a virtual link of 10 Gbit\\/s")]
    public void GivenAHogOnALink(ulong ram, ulong inUse)
    {
        Plan(WorkloadKind.Hog, ram);
        bed.Plan.InUse = inUse;
    }

    [Given("a guest that is {workload} on {machine} with {size} of RAM and {int} canaries")]
    public void GivenAGuestWithCanaries(WorkloadKind workload, MachineType machine, ulong ram, int canaries)
    {
        Plan(workload, ram);
        bed.Plan.Machine = machine;
        _wantedCanaries = canaries;
    }

    [Given("a first migration with the filter {filter} that is cancelled in round 1")]
    public Task GivenAMigrationCancelledInRoundOne(MigrationFilter filter) =>
        MigrateCancelledAsync(filter, cancel => bed.When<RoundStarted>(_ => true, _ => cancel.Cancel()));

    [Given("a first migration with the filter {filter} that is cancelled while it waits")]
    public Task GivenAMigrationCancelledWhileItWaits(MigrationFilter filter) =>
        MigrateCancelledAsync(filter, cancel => bed.When<FreePagesAsked>(_ => true, _ => cancel.Cancel()));

    [Given("a first migration with the filter {filter} that loses its connection")]
    public async Task GivenAMigrationThatLosesItsConnection(MigrationFilter filter)
    {
        await BootAsync(filter);
        await bed.MigrateAsync(filter, wrap: stream => new CutStream(stream, bytes: 2 << 20));
        StepFailureException.UnlessEqual(MigrationStatus.Failed, bed.Outcome.Status, "first migration");
    }

    [Given("the guest writes {int} pages")]
    public void GivenTheGuestWrites(int pages) => bed.WriteByPrograms(pages);

    [Given("the guest takes {int} of its free pages into use")]
    public async Task GivenTheGuestTakesPages(int pages)
    {
        bed.Guest.Run(new TakeWorkload((ulong)pages * PageRun.PageSize, (ulong)bed.Seed + 1));
        await bed.SettleAsync();
    }

    [When("its RAM is migrated with the filter {filter}")]
    public Task WhenItsRamIsMigrated(MigrationFilter filter) => MigrateAsync(filter);

    [When("its RAM is migrated with the filter {filter} while the {writer} writes a free page before the guest is asked")]
    public Task WhenAPageIsWrittenBeforeAsking(MigrationFilter filter, DirtyClient writer) =>
        MigrateAsync(filter, () => bed.When<LoggingStarted>(_ => true, _ => WriteFreePage(writer)));

    [When("its RAM is migrated with the filter {filter} while the {writer} writes a free page before the answer is applied")]
    public Task WhenAPageIsWrittenBeforeFiltering(MigrationFilter filter, DirtyClient writer) =>
        MigrateAsync(filter, () => bed.When<FreePagesAnswered>(_ => true, _ => WriteFreePage(writer)));

    [When("its RAM is migrated with the filter {filter} while the {writer} writes a free page in the bulk stage")]
    public Task WhenAPageIsWrittenInTheBulkStage(MigrationFilter filter, DirtyClient writer) =>
        MigrateAsync(filter, () => bed.When<RoundStarted>(_ => true, _ => WriteFreePage(writer)));

    [When("its RAM is migrated with the filter {filter} while the guest writes {int} pages in the bulk stage")]
    public Task WhenPagesAreWrittenInTheBulkStage(MigrationFilter filter, int pages) =>
        MigrateAsync(filter, () => bed.When<RoundStarted>(_ => true, _ => bed.WriteByPrograms(pages)));

    [When("its RAM is migrated without and with the filter {filter}")]
    public async Task WhenItsRamIsMigratedTwice(MigrationFilter filter)
    {
        await BootAsync(filter);
        await bed.MigrateAsync(MigrationFilter.None, Paced);
        _original = bed.Outcome.Statistics;
        bed.ResumeAtSource();
        await bed.MigrateAsync(filter, Paced);
        _filtered = bed.Outcome.Statistics;
        StepFailureException.UnlessEqual(MigrationStatus.Completed, bed.Outcome.Status, "migration");
    }

    private async Task MigrateAsync(MigrationFilter filter, Action? arrange = null)
    {
        await BootAsync(filter);
        _free = bed.ListFreePages();
        arrange?.Invoke();
        await bed.MigrateAsync(filter);
        StepFailureException.Unless(bed.Outcome.Status == MigrationStatus.Completed, "a completed migration", $"{bed.Outcome.Status}: {bed.Outcome.Reason}");
    }

    private async Task MigrateCancelledAsync(MigrationFilter filter, Action<CancellationTokenSource> arrange)
    {
        await BootAsync(filter);
        using var cancel = new CancellationTokenSource();
        arrange(cancel);
        await bed.MigrateAsync(filter, cancellation: cancel.Token);
        StepFailureException.UnlessEqual(MigrationStatus.Cancelled, bed.Outcome.Status, "first migration");
    }

    private async Task BootAsync(MigrationFilter filter)
    {
        if (_isBooted) return;
        _isBooted = true;
        bed.Plan.Dialect = filter == MigrationFilter.Bitmap ? Dialect.Bitmap : Dialect.Hint;
        await bed.BootGuestAsync(_workload);
        if (_wantedCanaries > 0) _canaries = Canaries.Place(bed.Guest, _wantedCanaries);
    }

    private void WriteFreePage(DirtyClient writer)
    {
        ulong page = _free[0].First;
        bed.WriteRam(writer, PageSet.Of(new PageRun(page, 1)));
    }

    private void Plan(WorkloadKind workload, ulong ram)
    {
        _workload = workload;
        bed.Plan.RamSize = ram;
    }

    private void PlanBlocks(ulong ram, RamBlocks blocks, Func<ulong, int, long>? order)
    {
        Plan(WorkloadKind.Hog, ram);
        var sizes = blocks.Of(ram);
        bed.Plan.Blocks = sizes;
        if (order is not null) bed.Plan.BlockOrder = [.. Enumerable.Range(0, sizes.Count).OrderBy(i => order(sizes[i].Length, i))];
    }

    private static MigrationOptions Paced(MigrationOptions options) => options with { BandwidthLimit = TenGigabit, DowntimeLimit = TimeSpan.FromMilliseconds(30) };
}
