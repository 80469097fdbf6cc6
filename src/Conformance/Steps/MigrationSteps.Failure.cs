using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

internal sealed partial class MigrationSteps
{
    // Where pages are: behind the header and the first pages that read as zero.
    private const int WithinPages = 1 << 20;
    private const int WithinHeader = 20;

    [Given("a first migration with the filter {filter} whose stream is cut after {int} byte(s)")]
    public Task GivenAStreamThatIsCut(MigrationFilter filter, int bytes) => MigrateFailingAsync(filter, stream => new CutStream(stream, bytes));

    [Given("a first migration with the filter {filter} whose stream is damaged in its header")]
    public Task GivenADamagedHeader(MigrationFilter filter) => MigrateFailingAsync(filter, stream => new DamagedStream(stream, WithinHeader));

    [Given("a first migration with the filter {filter} whose stream is damaged in a page")]
    public Task GivenADamagedPage(MigrationFilter filter) => MigrateFailingAsync(filter, stream => new DamagedStream(stream, WithinPages));

    [Given("a first migration with the filter {filter} whose stream is damaged in its end record")]
    public Task GivenADamagedEndRecord(MigrationFilter filter) => MigrateFailingAsync(filter, stream =>
    {
        var damaged = new DamagedStream(stream);
        // The last round is followed by the end record alone.
        bed.When<Switchover>(_ => true, _ => bed.When<RoundEnded>(_ => true, _ => damaged.DamageNext()));
        return damaged;
    });

    [Given("the guest runs on at the source")]
    public void GivenTheGuestRunsOnAtTheSource() => StepFailureException.Unless(!bed.Device.IsPaused, "a guest that runs at the source", "it stands still");

    private async Task MigrateFailingAsync(MigrationFilter filter, Func<Stream, Stream> wrap)
    {
        await BootAsync(filter);
        await bed.MigrateAsync(filter, wrap: wrap);
        // What came of a stream that should have been refused is for the rules to see.
        if (bed.Outcome.Status == MigrationStatus.Completed) bed.VerifyDestination("used");
        StepFailureException.UnlessEqual(MigrationStatus.Failed, bed.Outcome.Status, "first migration");
    }
}
