using System.Net;
using System.Net.Sockets;
using Ballast.Migration.Wire;

namespace Ballast.Migration.Links;

/// <summary>Waits for a source.</summary>
public sealed class MigrationListener : IDisposable
{
    private readonly Socket _socket;
    private readonly string? _path;

    private MigrationListener(Socket socket, MigrationAddress address)
    {
        _socket = socket;
        _path = address.Path;
        Address = socket.LocalEndPoint is IPEndPoint { Port: var port } ? MigrationAddress.Tcp(address.Host!, port) : address;
    }

    /// <summary>Where it listens, with the port that was chosen.</summary>
    public MigrationAddress Address { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="MigrationException">The address is in use or not ours.</exception>
    public static MigrationListener Listen(MigrationAddress address)
    {
        var point = address.Resolve()[0];
        var socket = SocketLink.NewSocket(point);
        try
        {
            socket.Bind(point);
            socket.Listen(1);
            return new MigrationListener(socket, address);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new MigrationException($"cannot listen on {address}: {e.Message}", e);
        }
    }

    /// <summary>Waits for one connection, and takes no other afterwards.</summary>
    /// <returns>The connection, for <see cref="MigrationDestination.Run"/>.</returns>
    /// <exception cref="MigrationException">Nobody came in time.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Stream Accept(TimeSpan timeout, CancellationToken cancellation = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (timeout != Timeout.InfiniteTimeSpan) deadline.CancelAfter(timeout);
        using var cut = deadline.Token.Register(_socket.Dispose);
        try
        {
            return new SocketStream(_socket.Accept());
        }
        catch (Exception e) when (LinkFailure.Is(e))
        {
            cancellation.ThrowIfCancellationRequested();
            throw new MigrationException(deadline.IsCancellationRequested
                ? $"nobody has connected to {Address} for {timeout.TotalSeconds:0.###} s"
                : $"cannot accept a connection on {Address}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        // The socket's file is ours: binding made it.
        if (_path is not null) File.Delete(_path);
    }
}
