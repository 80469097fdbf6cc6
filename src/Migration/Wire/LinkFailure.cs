using System.Net.Sockets;

namespace Ballast.Migration.Wire;

/// <summary>What a stream throws when the connection is gone.</summary>
internal static class LinkFailure
{
    public static bool Is(Exception e) => e is IOException or SocketException or ObjectDisposedException or TimeoutException;

    public static string Describe(Exception e) => (e.GetBaseException() as SocketException)?.SocketErrorCode switch
    {
        SocketError.TimedOut or SocketError.WouldBlock => "the connection carries nothing any more",
        SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted => "the connection was lost",
        _ when e is TimeoutException => "the connection carries nothing any more",
        _ when e is ObjectDisposedException => "the connection was closed",
        _ => $"the connection was lost: {e.Message.ReplaceLineEndings(" ")}",
    };
}
