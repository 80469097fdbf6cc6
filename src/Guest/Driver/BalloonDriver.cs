using Ballast.Guest.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;

namespace Ballast.Guest.Driver;

/// <summary>
/// The driver of a virtio balloon in either dialect (virtio 1.4, 5.5). Its work is done on the guest's
/// loop; whatever the device does wrong is noted as a violation and survived.
/// </summary>
public sealed partial class BalloonDriver : IDriverNotifications
{
    private const int MostResetsDemanded = 4;

    private readonly DriverContext _context;
    private readonly ConfigurationReader _configuration;
    private readonly IEventLoop _loop;
    private readonly Func<IReadOnlyList<StatisticEntry>> _statistics;
    private Bound? _bound;
    private int _resetsDemanded;
    private bool _retryPosted;

    /// <summary>A driver that drives nothing yet.</summary>
    /// <param name="memory">Guest memory.</param>
    /// <param name="allocator">Where the driver's memory and the balloon's pages come from.</param>
    /// <param name="transport">The way to the device.</param>
    /// <param name="loop">The guest's loop.</param>
    /// <param name="options">What the driver is like.</param>
    /// <param name="decisions">How it decides; as the specification says by default.</param>
    /// <param name="statistics">Takes a sample of the statistics, the same tags each time; by default what the allocator knows.</param>
    /// <param name="trace">Where violations by the device are noted.</param>
    public BalloonDriver(
        GuestMemory memory, PageAllocator allocator, ITransport transport, IEventLoop loop, BalloonDriverOptions? options = null,
        DriverDecisions? decisions = null, Func<IReadOnlyList<StatisticEntry>>? statistics = null, ITraceSink? trace = null)
    {
        _context = new(memory, allocator, transport, options ?? new(), decisions ?? new(), trace);
        _configuration = new(_context);
        _loop = loop;
        _statistics = statistics ?? (() => MemoryStatistics.Of(allocator, 0));
        allocator.Freed += MemoryFreed;
        transport.Connect(this);
    }

    /// <summary>Where the driver stands.</summary>
    public DriverState State { get; private set; }

    /// <summary>Why the driver gave up, in one line; null unless it failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>The features that were negotiated.</summary>
    public FeatureSet AcceptedFeatures => _context.Accepted;

    /// <summary>What the device did against the rules; the first 64.</summary>
    public IReadOnlyList<Violation> Violations => _context.Violations;

    /// <summary>Pages in the balloon.</summary>
    public uint BalloonPages => _bound?.Balloon?.Held ?? 0;

    /// <summary>Pages that were hinted and are kept until DONE.</summary>
    public ulong HintedPages => _bound?.Hints?.HintedPages ?? 0;

    /// <summary>The round of hints.</summary>
    public HintRound HintRound => _bound?.Hints?.Round ?? HintRound.None;

    /// <summary>Answers of the bitmap dialect that the device has not given back.</summary>
    public int OutstandingAnswers => _bound?.Bitmap?.Outstanding ?? 0;

    /// <summary>Whether the balloon cannot reach its target for want of memory.</summary>
    public bool IsStarved => _bound?.Balloon?.IsStarved ?? false;

    /// <summary>Begins to drive the device: done when the state is Running or Failed.</summary>
    public void Bind() => _loop.Post(() =>
    {
        if (State is not (DriverState.Unbound or DriverState.Failed)) return;
        _resetsDemanded = 0;
        Initialise();
    });

    /// <summary>Resets the device and lets it go, after emptying the balloon where that is allowed: done when the state is Unbound.</summary>
    public void Unbind() => _loop.Post(() =>
    {
        if (State is DriverState.Unbound) return;
        if (State is not DriverState.Running || !_context.Decisions.EmptiesBalloonOnUnbind(_context.Accepted))
        {
            // A second call does not wait for a device that never gives its pages back. The reset ends the balloon as well.
            LetGo();
            return;
        }
        State = DriverState.Unbinding;
        _bound?.Balloon?.Empty();
        GoOnUnbinding();
    });

    /// <summary>Gives memory back to a guest that has run out: hinted pages first, then, if that was negotiated, ballooned ones.</summary>
    /// <param name="pages">How many pages are needed.</param>
    /// <returns>Whether any page was freed at once.</returns>
    public bool Shrink(ulong pages)
    {
        ulong before = _context.Allocator.FreePageCount;
        _bound?.Hints?.Shrink(pages);
        if (_context.Allocator.FreePageCount == before) _bound?.Balloon?.DeflateOnOutOfMemory();
        return _context.Allocator.FreePageCount > before;
    }

    void IDriverNotifications.UsedBuffers(int queue) => _loop.Post(() => Used(queue));

    void IDriverNotifications.ConfigurationChanged()
    {
        if (_bound?.Hints is { } hints) hints.ConfigurationChanged = true;
        _loop.Post(Configured);
    }

    private void Used(int queue)
    {
        if (!MayWork) return;
        if (!_context.Decisions.SurvivesEmptyInterrupt && _bound?.At(queue) is { HasUsed: false })
        {
            Fail($"an interrupt of queue {queue} without cause");
            return;
        }
        Served(_bound?.RoleOf(queue));
        GoOnUnbinding();
    }

    // A device that rests, or rested a moment ago, is not worked for: what it used meanwhile is taken later.
    private bool MayWork => State is DriverState.Running or DriverState.Unbinding || (IsSuspensionUnderWay && !_context.Decisions.RestsWhileSuspended);

    private void Served(BalloonQueue? role)
    {
        switch (role)
        {
            case BalloonQueue.Inflate:
                _bound?.Balloon?.InflateUsed();
                break;
            case BalloonQueue.Deflate:
                _bound?.Balloon?.DeflateUsed();
                break;
            case BalloonQueue.Statistics:
                _bound?.Statistics?.Used();
                break;
            case BalloonQueue.FreePage:
                _bound?.Hints?.Used();
                _bound?.Bitmap?.Used();
                break;
            case BalloonQueue.Reporting:
                _bound?.Reports?.Used();
                break;
            default:
                // A notification without cause is survived.
                break;
        }
    }

    private void Configured()
    {
        if (!MayWork) return;
        if (_context.Decisions.Resets(_context.Transport.ReadStatus()))
        {
            Recover();
            return;
        }
        if (State is DriverState.Running) _bound?.Balloon?.Resume();
        _bound?.Hints?.Configured();
    }

    // 2.1.1: the driver should not rely on what a device in need of a reset still does, and may start it again.
    private void Recover()
    {
        _context.Refuse(new("2.1.1", "the device needs a reset"));
        if (State is DriverState.Unbinding) LetGo();
        else if (++_resetsDemanded > MostResetsDemanded) Fail($"the device needed a reset {_resetsDemanded} times");
        else Initialise();
    }

    private void GoOnUnbinding()
    {
        if (State is DriverState.Unbinding && _bound?.Balloon is { IsIdle: true, Held: 0 }) LetGo();
    }

    private void LetGo()
    {
        if (!_context.Decisions.ResetsOnUnbind)
        {
            Leave();
            return;
        }
        foreach (int queue in _bound?.Indices ?? []) _context.Transport.StopQueue(queue);
        _context.Transport.WriteStatus(DeviceStatus.None);
        AwaitReset(Leave);
    }

    private void Leave()
    {
        Release();
        State = DriverState.Unbound;
    }

    private void Release()
    {
        _bound?.Release();
        _bound = null;
        _context.Accepted = FeatureSet.None;
    }

    private void MemoryFreed()
    {
        if (_retryPosted || State is not DriverState.Running || _bound?.Balloon is not { IsStarved: true } || _context.Spare == 0) return;
        _retryPosted = true;
        _loop.Post(() =>
        {
            _retryPosted = false;
            if (State is DriverState.Running) _bound?.Balloon?.Resume();
        });
    }
}
