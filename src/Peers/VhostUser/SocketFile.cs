using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Ballast.Peers.VhostUser;

/// <summary>Listening Unix sockets and the files that stand for them.</summary>
internal static class SocketFile
{
    // sizeof(sockaddr_un.sun_path) less the final zero.
    private const int LongestPath = 107;

    /// <summary>Listens at a path. A file that is left of a listener which is gone is replaced; anything else there stays.</summary>
    /// <exception cref="IOException">Why that is not possible, in one line.</exception>
    public static Socket Listen(string path)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath)
            throw new IOException($"{path}: the path of a socket can have {LongestPath} bytes; choose a shorter one");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new IOException($"{path}: there is no folder {folder} for the socket; make it first");
        RemoveStale(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(8);
            socket.Blocking = false;
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Connects to whoever listens at a path, or will before the deadline. The socket does not block.</summary>
    /// <exception cref="IOException">Why that is not possible, in one line.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static Socket Connect(string path, TimeSpan deadline, CancellationToken cancellation)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath)
            throw new IOException($"{path}: the path of a socket can have {LongestPath} bytes; choose a shorter one");
        if (TryConnect(path, out var ready, out _)) return ready;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new IOException($"{path}: there is no folder {folder} for the socket");
        using var changed = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(folder);
        watcher.Created += (_, _) => changed.Release();
        watcher.Renamed += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryConnect(path, out var socket, out var error)) return socket;
            var left = deadline - TimeProvider.System.GetElapsedTime(start);
            if (left <= TimeSpan.Zero) throw new IOException($"{path}: nobody listens within {deadline.TotalSeconds:0.###} s ({error.Message})", error);
            // A file that appears shows in its folder. That somebody begins to listen behind a socket which is there shows nowhere.
            var retry = Path.Exists(path) ? TimeSpan.FromMilliseconds(5) : left;
            changed.Wait(retry < left ? retry : left, cancellation);
        }
    }

    private static bool TryConnect(string path, [NotNullWhen(true)] out Socket? socket, [NotNullWhen(false)] out SocketException? error)
    {
        error = null;
        socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            socket = null;
            error = e;
            return false;
        }
    }

    private static void RemoveStale(string path)
    {
        if (!Path.Exists(path)) return;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }
        catch (SocketException e)
        {
            throw new IOException($"{path}: {(IsSocket(path) ? e.Message : "exists and is not a socket; remove it or choose another path")}", e);
        }
        throw new IOException($"{path}: somebody listens there already");
    }

    private static bool IsSocket(string path) => Native.Descriptors.TryGetStatus(path, out var status) && status.IsSocket;
}
