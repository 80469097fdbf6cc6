using System.Runtime.InteropServices;

namespace Ballast.Peers.Containers;

/// <summary>Finds out which peers of other releases are ready to run.</summary>
/// <param name="cache">Where their files are.</param>
public sealed class ContainerPeers(PeerCache cache)
{
    /// <summary>Those of the user.</summary>
    public static ContainerPeers OfUser => new(PeerCache.OfUser);

    /// <summary>Looks for every peer of every release.</summary>
    public async Task<IReadOnlyList<PeerAvailability>> ProbeAsync(CancellationToken cancellation = default)
    {
        IReadOnlySet<string> images = new HashSet<string>();
        string? reason = null;
        var engine = ContainerEngine.Find(cache);
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            reason = "peers in containers run on Linux for x86-64 only";
        else if (engine is null)
            reason = "there is no container engine";
        else if (ReleaseCatalogue.Images.Any(i => cache.VersionOf(i) is not null))
        {
            try
            {
                images = await engine.ListImagesAsync(cancellation).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                reason = e.Message;
            }
        }

        return [.. ReleaseCatalogue.Images.Select(Look)];

        PeerAvailability Look(PeerImage image)
        {
            var remedy = $"ballast peers install {image.Name}";
            if (reason is not null)
                return new(image, null, reason, remedy);
            return cache.VersionOf(image) is { } version && images.Contains(image.Reference)
                ? new(image, new(image, version, cache.FolderOf(image), engine!), null, null)
                : new(image, null, "it is not prepared", remedy);
        }
    }

    /// <summary>Looks for one peer.</summary>
    public async Task<PeerAvailability> ProbeAsync(PeerImage image, CancellationToken cancellation = default) =>
        (await ProbeAsync(cancellation).ConfigureAwait(false)).Single(p => p.Image == image);
}
