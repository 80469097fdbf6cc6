using System.Globalization;
using System.Text;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;

namespace Ballast.Cli.Serving;

/// <summary>The reference device on a socket, with a trace file that is whole at any moment.</summary>
internal sealed class ServedBalloon : ITraceSink, IDisposable
{
    private readonly ServeOptions _options;
    private readonly ServeLog _log;
    private readonly VhostUserLoop _loop = new("device");
    private readonly StreamWriter _file;
    private readonly StreamingTraceSink _trace = null!;
    private readonly VhostUserBackEnd _backEnd;
    private readonly Exercise _exercise;
    private SharedRam? _ram;
    private int _departures;

    /// <summary>Listens.</summary>
    /// <param name="options">How to serve.</param>
    /// <param name="tracePath">Where the trace goes.</param>
    /// <param name="log">Told of what is notable.</param>
    /// <exception cref="IOException">The socket or the trace file cannot be; the message says why.</exception>
    public ServedBalloon(ServeOptions options, string tracePath, ServeLog log)
    {
        _options = options;
        _log = log;
        // An older trace is overwritten only when there is a socket to record something from.
        _file = new(new FileStream(tracePath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read), new UTF8Encoding(false));
        try
        {
            var device = new BalloonDevice(new() { Features = options.Features, Numbering = QueueNumbering.Negotiated, QueueSize = 256 }, _loop, this);
            // In one piece of work, so that no front end is taken before its trace has begun.
            (_backEnd, _trace) = _loop.Invoke(() =>
            {
                var backEnd = new VhostUserBackEnd(options.SocketPath, device, _loop);
                backEnd.MemoryChanged += memory => Discard(device, memory);
                backEnd.Left += _ => Discard(device, SharedMemory.Empty);
                _file.BaseStream.SetLength(0);
                return (backEnd, new StreamingTraceSink(TimeProvider.System, _file, Header));
            });
            var hints = new HintCollector((address, length) => _backEnd.Memory.GuestMemory.Contains(address, length));
            Orders = new(device, hints, log);
            _exercise = new(device, () => _backEnd.IsDriverUp, hints, options, log);
        }
        catch
        {
            _file.Dispose();
            _loop.Dispose();
            throw;
        }
        _trace.Recorded += log.Note;
        _backEnd.Connected += () => log.Write("a front end has connected");
        _backEnd.MemoryChanged += memory => log.Write(string.Create(CultureInfo.InvariantCulture,
            $"it shares {memory.Regions.Aggregate(0UL, (sum, r) => sum + r.Length) >> 20} MiB in {memory.Regions.Count} regions"));
        _backEnd.Left += Leave;
    }

    /// <summary>Takes orders to the device.</summary>
    public OrderDesk Orders { get; }

    /// <summary>Why the trace file ends early, if it does.</summary>
    public IOException? TraceFailure => _trace.Failure;

    /// <summary>A fault of ours that ended a connection, if any did.</summary>
    public Exception? Failure { get; private set; }

    private static TraceHeader Header => new(SuiteVersion.Name, TraceActor.Device, "vhost-user", null, null, Dialect.Hint, QueueNumbering.Negotiated);

    /// <summary>Serves one front end until it leaves, and goes through the exercise each time its driver comes up.</summary>
    /// <returns>False when none came in time.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Serve(int departures, CancellationToken cancellation)
    {
        bool HasLeft() => _departures > departures;
        if (!_loop.WaitFor(() => _backEnd.IsConnected || HasLeft(), _options.Patience, cancellation)) return false;
        while (!_loop.Invoke(HasLeft))
        {
            _loop.WaitFor(() => _backEnd.IsDriverUp || HasLeft(), Timeout.InfiniteTimeSpan, cancellation);
            if (_loop.Invoke(HasLeft)) break;
            _exercise.Run(cancellation);
            _loop.WaitFor(() => !_backEnd.IsDriverUp || HasLeft(), Timeout.InfiniteTimeSpan, cancellation);
        }
        return true;
    }

    /// <inheritdoc/>
    public void Record(TraceEvent e) => _trace.Record(e);

    /// <summary>Sends the front end away, removes the socket, and closes the trace.</summary>
    public void Dispose()
    {
        _backEnd.Dispose();
        _loop.Dispose();
        _ram?.Dispose();
        try
        {
            _file.Dispose();
        }
        catch (IOException) when (_trace.Failure is not null)
        {
            // The disk is still full; the failure is known.
        }
    }

    // Inflated pages go back to the host, as they should.
    private void Discard(BalloonDevice device, SharedMemory memory)
    {
        _ram?.Dispose();
        device.Ram = _ram = null;
        if (memory.Regions.Count == 0) return;
        try
        {
            device.Ram = _ram = new(memory);
        }
        catch (IOException e)
        {
            _log.Write($"pages in the balloon are not discarded: {e.Message}");
        }
    }

    private void Leave(FrontEndDeparture departure)
    {
        _departures++;
        Failure ??= departure.Failure;
        _log.Write(departure.Violation is { } violation ? $"the front end was sent away, {violation}" : $"the front end has left: {departure}");
    }
}
