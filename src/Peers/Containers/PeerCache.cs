using Ballast.Peers.Linux;

namespace Ballast.Peers.Containers;

/// <summary>Where containers leave files: all of it in one folder.</summary>
/// <param name="Root">The folder; by default <c>containers</c> in the user's cache.</param>
public sealed record PeerCache(string Root)
{
    /// <summary>The one in the user's cache folder.</summary>
    public static PeerCache OfUser => new(Path.Combine(GuestImage.CacheFolder, "containers"));

    /// <summary>Settings and store of an engine that we start ourselves.</summary>
    public string Engine => Path.Combine(Root, "engine");

    /// <summary>Packages that were fetched.</summary>
    public string Packages => Path.Combine(Root, "packages");

    /// <summary>Where a root file system grows.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>What was copied out of an image.</summary>
    public string FolderOf(PeerImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Path.Combine(Root, "peers", image.Tag);
    }

    /// <summary>The version of a prepared peer; null when it is not prepared.</summary>
    public string? VersionOf(PeerImage image)
    {
        var file = Path.Combine(FolderOf(image), "version");
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } version ? version : null;
    }
}
