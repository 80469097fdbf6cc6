using System.Net.Sockets;
using Ballast.Peers.VhostUser.Memory;
using Ballast.Peers.VhostUser.Native;
using Ballast.Virtio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Peers.VhostUser;

/// <summary>
/// Gives a device to whichever vhost-user front end connects to a Unix socket, one at a time; others wait until it leaves.
/// A front end is hostile until proven otherwise: whatever it sends, it loses at most its own connection.
/// </summary>
public sealed class VhostUserBackEnd : IDisposable, IDriverNotifications
{
    private readonly VhostUserLoop _loop;
    private readonly IVirtioDevice _device;
    private readonly VhostUserOptions _options;
    private readonly Socket _listener;
    private FrontEndConnection? _connection;
    private bool _isDisposed;
    private VhostUserLoop.Watch? _accepting;
    private volatile SharedMemory _memory = SharedMemory.Empty;

    /// <summary>Listens on a socket, which is there when this returns; a socket that nobody listens to any more is replaced.</summary>
    /// <param name="socketPath">Path of the socket, at most 107 bytes.</param>
    /// <param name="device">The device, which is touched on the loop only.</param>
    /// <param name="loop">The device's loop, which must be there for longer than this.</param>
    /// <param name="options">How to behave; the defaults suit every known front end.</param>
    /// <exception cref="IOException">The path is too long, is no socket, or somebody listens there; the message says which.</exception>
    public VhostUserBackEnd(string socketPath, IVirtioDevice device, VhostUserLoop loop, VhostUserOptions? options = null)
    {
        SocketPath = socketPath;
        _device = device;
        _loop = loop;
        _options = options ?? new();
        _listener = SocketFile.Listen(socketPath);
        _loop.Invoke(() =>
        {
            device.AttachDriver(this);
            Accept();
        });
    }

    /// <summary>Where front ends connect.</summary>
    public string SocketPath { get; }

    /// <summary>A front end has connected. Raised on the loop.</summary>
    public event Action? Connected;

    /// <summary>The front end has left. Raised on the loop, after the device was reset and its memory taken away.</summary>
    public event Action<FrontEndDeparture>? Left;

    /// <summary>The front end shares other memory than before. Raised on the loop; what was shared before is unmapped afterwards.</summary>
    public event Action<SharedMemory>? MemoryChanged;

    /// <summary>The memory that the front end shares now. To use it off the loop, map it anew (<see cref="SharedRam"/>).</summary>
    public SharedMemory Memory => _memory;

    /// <summary>Whether a front end is connected. On the loop.</summary>
    public bool IsConnected => _connection is not null;

    /// <summary>Whether a driver is up: the front end wrote DRIVER_OK or, where it sends no status, set a ring going. On the loop.</summary>
    public bool IsDriverUp => _connection is not null && _device.Status.HasFlag(DeviceStatus.DriverOk);

    /// <summary>How the last connection ended; null before. On the loop.</summary>
    public FrontEndDeparture? LastDeparture { get; private set; }

    /// <summary>How many configuration changes the present front end was told of, and how many it acknowledged. On the loop.</summary>
    public (int Sent, int Acknowledged) ConfigurationChanges => (_connection?.ChangesSent ?? 0, _connection?.ChangesAcknowledged ?? 0);

    /// <summary>Waits until a driver is up.</summary>
    /// <returns>False when the time is over first.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public bool WaitForDriver(TimeSpan timeout, CancellationToken cancellation = default) => _loop.WaitFor(() => IsDriverUp, timeout, cancellation);

    /// <summary>Waits until a front end has connected and left again.</summary>
    /// <returns>How it left, or null when the time is over first.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public FrontEndDeparture? WaitForDeparture(TimeSpan timeout, CancellationToken cancellation = default) =>
        _loop.WaitFor(() => !IsConnected && LastDeparture is not null, timeout, cancellation) ? _loop.Invoke(() => LastDeparture) : null;

    /// <summary>Sends the present front end away, if there is one.</summary>
    public void Disconnect(string reason) => _loop.Invoke(() => _connection?.Leave(new(reason)));

    /// <summary>Sends the front end away, stops listening and removes the socket.</summary>
    public void Dispose()
    {
        _loop.Invoke(() =>
        {
            _loop.Remove(_accepting);
            _accepting = null;
            _isDisposed = true;
            _connection?.Dispose();
        });
        _listener.Dispose();
        File.Delete(SocketPath);
    }

    void IDriverNotifications.UsedBuffers(int queue) => _connection?.NotifyUsed(queue);

    void IDriverNotifications.ConfigurationChanged() => _connection?.NotifyConfigurationChanged();

    private void Accept()
    {
        if (!_isDisposed && _accepting is null) _accepting = _loop.Add(_listener.SafeHandle, _ => TakeConnection());
    }

    private void TakeConnection()
    {
        // It may have left before it was accepted.
        if (Descriptors.Accept(_listener.SafeHandle) is not { } accepted) return;
        // While one front end is served the next waits in the backlog.
        _loop.Remove(_accepting);
        _accepting = null;
        _options.Log?.Write("connected");
        _connection = new(_loop, _device, _options, accepted, Forget) { MemoryChanged = SetMemory };
        Connected?.Invoke();
    }

    private void SetMemory(SharedMemory memory)
    {
        _memory = memory;
        MemoryChanged?.Invoke(memory);
    }

    private void Forget(FrontEndDeparture departure)
    {
        _connection = null;
        LastDeparture = departure;
        _memory = SharedMemory.Empty;
        Accept();
        Left?.Invoke(departure);
    }
}
