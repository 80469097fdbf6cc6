namespace Ballast.Peers.Containers;

/// <summary>A release of Debian, for the peers that it holds.</summary>
/// <param name="Codename">Its name on the command line.</param>
/// <param name="Linux">The series of its User Mode Linux.</param>
/// <param name="Qemu">The series of its QEMU.</param>
public sealed record PeerRelease(string Codename, string Linux, string Qemu)
{
    /// <summary>The series of a peer.</summary>
    public string SeriesOf(PeerKind kind) => kind == PeerKind.Linux ? Linux : Qemu;
}
