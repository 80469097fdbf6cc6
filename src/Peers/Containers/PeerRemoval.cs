namespace Ballast.Peers.Containers;

/// <summary>Removes all that was made for peers of other releases. Packages of this machine stay.</summary>
/// <param name="cache">Where their files are.</param>
public sealed class PeerRemoval(PeerCache cache)
{
    /// <summary>Removes it.</summary>
    /// <returns>What was removed, one line each; empty when there was nothing.</returns>
    /// <exception cref="IOException">The engine does not answer, or a file cannot be removed.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation = default)
    {
        var removed = new List<string>();
        if (ContainerEngine.Find(cache) is { } engine)
        {
            foreach (var image in (await engine.ListImagesAsync(cancellation).ConfigureAwait(false)).Order(StringComparer.Ordinal))
            {
                await ContainerEngine.RequireAsync(engine.Command("rmi", "-f", image), null, cancellation).ConfigureAwait(false);
                removed.Add($"image {image}");
            }
        }

        if (!Directory.Exists(cache.Root))
            return removed;
        await UnmountAsync(cancellation).ConfigureAwait(false);
        var size = new DirectoryInfo(cache.Root).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true }).Sum(f => f.Length) >> 20;
        Directory.Delete(cache.Root, recursive: true);
        removed.Add($"folder {cache.Root} ({size} MiB)");
        return removed;
    }

    // A store on overlays is mounted onto itself while it is used.
    private async Task UnmountAsync(CancellationToken cancellation)
    {
        var points = (await File.ReadAllLinesAsync("/proc/self/mountinfo", cancellation).ConfigureAwait(false))
            .Select(l => l.Split(' ')[4]).Where(p => p.StartsWith(cache.Root + "/", StringComparison.Ordinal));
        foreach (var point in points.OrderByDescending(p => p.Length))
            await ContainerEngine.RequireAsync(new("umount", [point]), null, cancellation).ConfigureAwait(false);
    }
}
