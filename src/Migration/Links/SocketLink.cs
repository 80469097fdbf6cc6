using System.Net;
using System.Net.Sockets;
using Ballast.Migration.Wire;

namespace Ballast.Migration.Links;

/// <summary>Connects to a destination that listens.</summary>
public static class SocketLink
{
    /// <summary>What a migration keeps under way in each direction.</summary>
    internal const int BufferSize = 4 << 20;

    /// <summary>Connects within a deadline.</summary>
    /// <returns>The connection, for <see cref="MigrationSource.Run"/>.</returns>
    /// <exception cref="MigrationException">Nobody listens there, or the deadline is over.</exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled.</exception>
    public static Stream Connect(MigrationAddress address, TimeSpan timeout, CancellationToken cancellation = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(timeout);
        Exception? failure = null;
        foreach (var point in address.Resolve())
        {
            var socket = NewSocket(point);
            // Blocking calls only: a socket that was used asynchronously once is slower for good.
            using var cut = deadline.Token.Register(socket.Dispose);
            try
            {
                socket.Connect(point);
                return new SocketStream(socket);
            }
            catch (Exception e) when (LinkFailure.Is(e))
            {
                socket.Dispose();
                cancellation.ThrowIfCancellationRequested();
                failure = e;
            }
            if (deadline.IsCancellationRequested) break;
        }
        throw new MigrationException(deadline.IsCancellationRequested
            ? $"{address} has not accepted a connection for {timeout.TotalSeconds:0.###} s"
            : $"cannot connect to {address}: {failure?.Message ?? "it has no address"}", failure!);
    }

    internal static Socket NewSocket(EndPoint point) => point is UnixDomainSocketEndPoint
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { SendBufferSize = BufferSize }
        : new Socket(point.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
}
