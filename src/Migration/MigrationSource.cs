using Ballast.Migration.Bitmaps;
using Ballast.Migration.Links;
using Ballast.Migration.Wire;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration;

/// <summary>
/// The source of a precopy migration. Sets up (marks all RAM, starts logging), filters free pages, sends the bulk stage
/// and rounds of what was dirtied, stops the guest for the last round, and lets go of it when the destination has said
/// that everything is there. Whatever goes wrong before that, the guest runs on here and nothing is lost.
/// Decisions are virtual, so that a faulty migration can be made of it by taking one of them differently.
/// </summary>
/// <param name="ram">The RAM to migrate.</param>
/// <param name="guest">The guest to stop for the last round.</param>
/// <param name="options">What else the migration is told.</param>
/// <param name="trace">Takes the migration's events.</param>
public partial class MigrationSource(IRam ram, IMigratedGuest guest, MigrationOptions options, ITraceSink? trace = null)
{
    private int _attempt = options.FirstAttempt - 1;
    private CancellationToken _cancellation;
    private PageBitmap[] _bitmaps = [];
    private RecordWriter _writer = null!;
    private ReturnPath _returnPath = null!;
    private BandwidthPacer? _pacer;
    private bool _wasRunning;
    private bool _isStopped;
    private long _started, _stopped;
    private TimeSpan _downtime;

    /// <summary>The RAM that is migrated.</summary>
    protected IRam Ram => ram;

    /// <summary>What the migration was told.</summary>
    protected MigrationOptions Options => options;

    /// <summary>Number of the attempt under way, or of the last one.</summary>
    protected int Attempt => _attempt;

    /// <summary>Migrates over a connection to a <see cref="MigrationDestination"/>, and closes it.</summary>
    /// <remarks>
    /// May be called again after it returned: each attempt starts from all RAM (migration.setup.2). One cut of the
    /// connection cannot be healed by any protocol: when it falls on the very last record, which lets go of the guest,
    /// the destination does not start the guest and says so, and the guest stands still here with its RAM untouched.
    /// </remarks>
    public MigrationOutcome Run(Stream connection, CancellationToken cancellation = default)
    {
        Begin(connection, cancellation);
        using var cut = new CancelGrace(connection, options.CancelGrace, cancellation);
        var (status, reason) = (MigrationStatus.Completed, (string?)null);
        bool isOver = false;
        try
        {
            ShakeHands();
            SetUp();
            FilterBulkStage();
            SendRounds();
            HandOver();
            isOver = true;
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && (e is OperationCanceledException or MigrationException || LinkFailure.Is(e)))
        {
            (status, reason) = (MigrationStatus.Cancelled, "the migration was cancelled; the guest runs on at the source");
            isOver = true;
        }
        catch (Exception e) when (e is MigrationException || LinkFailure.Is(e))
        {
            string? lastWords = _returnPath.Failure ?? (e is MigrationException ? null : _returnPath.LastWords(TimeSpan.FromMilliseconds(250)));
            (status, reason) = (MigrationStatus.Failed, lastWords ?? (e is MigrationException ? e.Message : LinkFailure.Describe(e)));
            isOver = true;
        }
        finally
        {
            if (!isOver) (status, reason) = (MigrationStatus.Failed, "the source met an error of its own");
            CleanUp(connection, status, reason);
        }
        return Report(status, reason);
    }

    /// <summary>The statistics that are reported (migration.outcome.1).</summary>
    protected virtual MigrationStatistics Statistics() => new(
        options.Time.GetElapsedTime(_started), _downtime, _writer.Position, _writer.DataPages, _writer.ZeroPages,
        SkippedPages, [.. _rounds]);

    /// <summary>Stops the guest for the last round.</summary>
    protected virtual void StopGuest()
    {
        _stopped = options.Time.GetTimestamp();
        _isStopped = true;
        if (_wasRunning) guest.Stop();
    }

    /// <summary>Says that everything was sent, waits until the destination has it, and lets go of the guest.</summary>
    protected virtual void HandOver()
    {
        _writer.End();
        Flush();
        _returnPath.Await(ReturnKind.Complete, options.PeerTimeout, _cancellation);
        _cancellation.ThrowIfCancellationRequested();
        _downtime = options.Time.GetElapsedTime(_stopped);
        _writer.Released();
        _writer.Flush();
    }

    private void Begin(Stream connection, CancellationToken cancellation)
    {
        _attempt++;
        _cancellation = cancellation;
        _started = options.Time.GetTimestamp();
        if (connection.CanTimeout) connection.WriteTimeout = (int)options.PeerTimeout.TotalMilliseconds;
        _writer = new RecordWriter(connection);
        _returnPath = new ReturnPath(connection);
        _pacer = options.BandwidthLimit is { } rate ? new BandwidthPacer(rate, options.Time) : null;
        _wasRunning = guest.IsRunning;
        _isStopped = false;
        _downtime = TimeSpan.Zero;
        _bitmaps = [.. ram.Blocks.Select(b => new PageBitmap(b.Length >> PageRun.PageShift))];
        ResetFilter();
        ResetSending();
    }

    private void ShakeHands()
    {
        _cancellation.ThrowIfCancellationRequested();
        _writer.Header(ram.Blocks);
        _returnPath.Await(ReturnKind.Accepted, options.PeerTimeout, _cancellation);
    }

    private void CleanUp(Stream connection, MigrationStatus status, string? reason)
    {
        EndHints();
        foreach (var block in ram.Blocks) block.DirtyLog.Stop();
        if (status != MigrationStatus.Completed)
        {
            if (_isStopped && _wasRunning && !guest.IsRunning) guest.Resume();
            if (_isStopped) _downtime = options.Time.GetElapsedTime(_stopped);
            TryAbort(reason!);
        }
        connection.Dispose();
        _returnPath.Join();
        foreach (var bitmap in _bitmaps) bitmap.Dispose();
        DisposeFilter();
    }

    private void TryAbort(string reason)
    {
        if (_returnPath.Failure is not null) return;
        try
        {
            _writer.Abort(reason);
            _writer.Flush();
        }
        catch (Exception e) when (LinkFailure.Is(e))
        {
            // The connection is gone; the destination sees that by itself.
        }
    }

    private MigrationOutcome Report(MigrationStatus status, string? reason)
    {
        var s = Statistics();
        Record(status switch
        {
            MigrationStatus.Completed => new MigrationCompleted(
                s.Total, s.Downtime, s.TransferredBytes, s.DataPages, s.ZeroPages, s.SkippedPages, s.Rounds.Count),
            MigrationStatus.Cancelled => new MigrationCancelled(),
            _ => new MigrationFailed(reason!),
        });
        return new(status, reason, s);
    }

    private void Record(TraceEvent e) => trace?.Record(e);
}
