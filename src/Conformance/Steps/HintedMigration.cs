using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>A migration with hints, while the scenario drives the driver by hand.</summary>
/// <param name="bed">The two sides.</param>
internal sealed class HintedMigration(Testbed bed)
{
    private const int BytesBeforeTheBreak = 1 << 20;
    private static readonly TimeSpan Taken = TimeSpan.FromSeconds(5);

    /// <summary>Lets the driver name a command id.</summary>
    public void Send(CommandId id) => bed.HandDriven.Send(BalloonQueue.FreePage, bed.HandDriven.Readable(BalloonMessages.Command(id)));

    /// <summary>Waits for the device to return all of free_page_vq: what it does with a hint does not show, but then it has done it.</summary>
    public void AwaitTaken()
    {
        var queue = bed.HandDriven[BalloonQueue.FreePage];
        bed.Loop.WaitFor(() =>
        {
            queue.Collect();
            return queue.Ring.Outstanding == 0;
        }, Taken, bed.Cancellation);
    }

    /// <summary>Migrates our own machine, to an end of this kind.</summary>
    /// <exception cref="StepFailureException">It ended otherwise.</exception>
    public async Task RunOursAsync(MigrationEnd end)
    {
        using var cancel = new CancellationTokenSource();
        if (end == MigrationEnd.IsCancelled) bed.When<RoundStarted>(_ => true, _ => cancel.Cancel());
        Func<Stream, Stream>? cut = end == MigrationEnd.LosesConnection ? stream => new CutStream(stream, BytesBeforeTheBreak) : null;
        await bed.MigrateAsync(MigrationFilter.Hint, wrap: cut, cancellation: cancel.Token);
        var expected = end switch
        {
            MigrationEnd.Completes => MigrationStatus.Completed,
            MigrationEnd.IsCancelled => MigrationStatus.Cancelled,
            _ => MigrationStatus.Failed,
        };
        StepFailureException.UnlessEqual(expected, bed.Outcome.Status, "migration");
    }
}
