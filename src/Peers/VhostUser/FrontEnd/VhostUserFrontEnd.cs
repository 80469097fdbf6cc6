using System.Runtime.InteropServices;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>
/// A front end: the driver's way to a device that is a vhost-user back end. Each call of the transport is a message whose
/// answer is waited for; notifications arrive on a thread of the front end's own and are posted to the driver's loop. A back
/// end is hostile until proven otherwise: whatever it sends, the worst that comes of it is a <see cref="VhostUserException"/>.
/// </summary>
/// <remarks>
/// vhost-user knows no reset of a single queue and no legacy queues, which are a <see cref="NotSupportedException"/>; so is a
/// ring outside shared memory. What else it lacks is made up for as other front ends do: a device status where the back end
/// keeps none, a configuration generation that counts CONFIG_CHANGE_MSG, and sizes of queues from the options.
/// </remarks>
public sealed partial class VhostUserFrontEnd : ITransport, IDisposable
{
    private readonly VhostUserLoop _loop = new("vhost-user front end");
    private readonly VhostUserFrontEndOptions _options;
    private readonly IReadOnlyList<SharedRange> _ram;
    private readonly IEventLoop _driverLoop;
    private readonly BackEndConnection _connection;
    private readonly Lock _gate = new();
    private volatile DriverRelay? _driver;
    private bool _isDisposed;

    /// <summary>Connects to a back end, which may come to listen only later, and agrees on the features of the protocol.</summary>
    /// <param name="socketPath">Path of the back end's socket, at most 107 bytes.</param>
    /// <param name="ram">Guest memory, which the back end gets; at most 8 ranges. It must be there for longer than this.</param>
    /// <param name="driverLoop">Where notifications are posted: the driver's loop, on real time; best a <see cref="DriverLoop"/>.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellation">Ends the wait for the socket.</param>
    /// <exception cref="IOException">Nobody listens within the deadline; the message says where.</exception>
    /// <exception cref="VhostUserException">The back end does not keep the protocol.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public VhostUserFrontEnd(
        string socketPath, IReadOnlyList<SharedRange> ram, IEventLoop driverLoop, VhostUserFrontEndOptions? options = null, CancellationToken cancellation = default)
    {
        if (ram.Count is 0 or > Native.SocketMessages.MaximumDescriptors)
            throw new ArgumentException($"{ram.Count} ranges of memory, where 1 to {Native.SocketMessages.MaximumDescriptors} can be shared", nameof(ram));
        _options = options ?? new();
        _ram = ram;
        _driverLoop = driverLoop;
        try
        {
            _connection = new(_loop, SocketFile.Connect(socketPath, _options.Deadline, cancellation), _options.Deadline, _options.Log);
        }
        catch
        {
            _loop.Dispose();
            throw;
        }
        try
        {
            _connection.Lost += fault =>
            {
                CloseBackEndChannel();
                if (_isDisposed) return;
                Fault = fault;
                Lost?.Invoke(fault);
            };
            Negotiate();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The connection is over, by the back end's fault or at its wish. Raised once, on the front end's thread.</summary>
    public event Action<VhostUserException>? Lost;

    /// <summary>Why the connection is over; null while it is not.</summary>
    public VhostUserException? Fault { get; private set; }

    /// <summary>The features of the protocol that are in use.</summary>
    public ProtocolFeatures ProtocolFeatures { get; private set; }

    /// <inheritdoc/>
    public void Connect(IDriverNotifications driver) => _driver = new(_driverLoop, driver);

    /// <summary>Hangs up. The back end sees its rings end with the connection, as when a virtual machine dies.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }
        _connection.Dispose();
        _loop.Invoke(ForgetRings);
        _loop.Dispose();
    }

    private bool Has(ProtocolFeatures feature) => ProtocolFeatures.HasFlag(feature);

    private byte[] Ask(FrontEndRequest request, byte[]? payload = null, int? size = sizeof(ulong))
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _connection.Ask(request, payload ?? [], size);
    }

    private ulong AskNumber(FrontEndRequest request) => BitConverter.ToUInt64(Ask(request));

    // Where the back end can be asked how it went it is asked each time: a request that failed would show only as a device
    // that does nothing.
    private bool TryDo(FrontEndRequest request, byte[] payload, params SafeHandle[] descriptors)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Has(ProtocolFeatures.ReplyAck)) return _connection.TryDo(request, payload, descriptors);
        _connection.Tell(request, payload, descriptors);
        return true;
    }

    private void Do(FrontEndRequest request, byte[] payload, params SafeHandle[] descriptors)
    {
        if (!TryDo(request, payload, descriptors)) throw new VhostUserException(MessageText.NameOf(request), "the back end refuses it", endsConnection: false);
    }

    private VhostUserException Broken(FrontEndRequest request, string what)
    {
        _loop.Invoke(() => _connection.Fail(MessageText.NameOf(request), what));
        return _connection.Fault!;
    }

    private static byte[] Bytes<T>(T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
