using System.Net.Sockets;

namespace Ballast.Migration.Links;

/// <summary>
/// A TCP connection that gathers small pieces with the large ones that follow, and sends them at once when flushed: no
/// packet of a few bytes in front of each run of pages, and no delayed acknowledgement at the end of a round.
/// </summary>
internal sealed class SocketStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public override void Flush()
    {
        if (Socket.ProtocolType != ProtocolType.Tcp) return;
        // Switching it on pushes out what waits.
        Socket.NoDelay = true;
        Socket.NoDelay = false;
    }
}
