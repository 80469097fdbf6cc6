namespace Ballast.Peers.Containers;

/// <summary>The releases whose peers can be had, from the oldest on.</summary>
public static class ReleaseCatalogue
{
    /// <summary>The releases.</summary>
    public static IReadOnlyList<PeerRelease> Releases { get; } =
    [
        new("bullseye", "5.10", "5.2"),
        new("bookworm", "6.1", "7.2"),
        new("trixie", "6.12", "10.0"),
    ];

    /// <summary>Every peer of every release.</summary>
    public static IReadOnlyList<PeerImage> Images { get; } =
        [.. from kind in Enum.GetValues<PeerKind>() from release in Releases select new PeerImage(release, kind)];

    /// <summary>The names of the releases, as a message lists them.</summary>
    public static string Names { get; } = string.Join(", ", Releases.Select(r => r.Codename));

    /// <summary>A release by its name; null when there is none.</summary>
    public static PeerRelease? FindRelease(string? codename) => Releases.FirstOrDefault(r => r.Codename == codename);

    /// <summary>A peer by its name on the command line, such as linux:trixie; null when there is none.</summary>
    public static PeerImage? Find(string name) => Images.FirstOrDefault(i => i.Name == name);
}
