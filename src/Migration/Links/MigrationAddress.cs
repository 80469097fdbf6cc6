using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ballast.Migration.Links;

/// <summary>Where a destination listens: <c>unix:/path</c> or <c>tcp:host:port</c>, an IPv6 host in brackets.</summary>
public sealed record MigrationAddress
{
    // sun_path has 108 bytes on Linux, its final zero included.
    private const int MaxUnixPath = 107;

    private MigrationAddress(string? path, string? host, int port) => (Path, Host, Port) = (path, host, port);

    /// <summary>The socket's path, or null with TCP.</summary>
    public string? Path { get; }

    /// <summary>The host's name or number, or null with a Unix socket.</summary>
    public string? Host { get; }

    /// <summary>The port; 0 lets a listener choose one.</summary>
    public int Port { get; }

    /// <summary>The address of a Unix socket.</summary>
    public static MigrationAddress Unix(string path) => new(path, null, 0);

    /// <summary>A TCP address.</summary>
    public static MigrationAddress Tcp(string host, int port) => new(null, host, port);

    /// <summary>Reads an address as people write it.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="address">The address.</param>
    /// <param name="error">What is wrong with it, in one line.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out MigrationAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        error = null;
        if (text.StartsWith("unix:", StringComparison.Ordinal)) error = ParseUnix(text[5..], ref address);
        else if (text.StartsWith("tcp:", StringComparison.Ordinal)) error = ParseTcp(text[4..], ref address);
        else error = $"\"{text}\" is no address: write unix:/path or tcp:host:port";
        return error is null;
    }

    /// <summary>The address as it is written.</summary>
    public override string ToString() => Path is not null ? $"unix:{Path}"
        : Host!.Contains(':') ? string.Create(CultureInfo.InvariantCulture, $"tcp:[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"tcp:{Host}:{Port}");

    /// <summary>The end points to try, in order.</summary>
    /// <exception cref="MigrationException">The host is not known.</exception>
    internal IReadOnlyList<EndPoint> Resolve()
    {
        if (Path is not null) return [new UnixDomainSocketEndPoint(Path)];
        try
        {
            return [.. Dns.GetHostAddresses(Host!).Select(a => new IPEndPoint(a, Port))];
        }
        catch (SocketException e)
        {
            throw new MigrationException($"host \"{Host}\" is not known: {e.Message}", e);
        }
    }

    private static string? ParseUnix(string path, ref MigrationAddress? address)
    {
        if (path.Length == 0) return "unix: has no path: write unix:/path";
        if (path.Contains('\0')) return "a socket's path has no zero bytes";
        int bytes = System.Text.Encoding.UTF8.GetByteCount(path);
        if (bytes > MaxUnixPath) return $"the socket's path has {bytes} bytes, and {MaxUnixPath} are allowed";
        address = Unix(path);
        return null;
    }

    private static string? ParseTcp(string rest, ref MigrationAddress? address)
    {
        int colon = rest.LastIndexOf(':');
        string host = colon < 0 ? rest : rest[..colon];
        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        else if (host.Contains(':')) return $"\"tcp:{rest}\" is no address: an IPv6 host goes into brackets, as in tcp:[::1]:4444";
        if (host.Length == 0) return $"\"tcp:{rest}\" has no host: write tcp:host:port";
        if (colon < 0) return $"\"tcp:{rest}\" has no port: write tcp:host:port";
        if (!ushort.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return $"\"{rest[(colon + 1)..]}\" is no port: ports are 0 to 65535";
        address = Tcp(host, port);
        return null;
    }
}
