namespace Ballast.Peers.Containers;

/// <summary>What has to be done before peers can be run.</summary>
/// <param name="Packages">Packages of this machine that are missing.</param>
/// <param name="Images">The images to make.</param>
/// <param name="FromRegistry">Whether they are made from a Containerfile; else by debootstrap.</param>
/// <param name="Objection">Why it cannot be done, in one line; null when it can.</param>
public sealed record PeerPreparation(IReadOnlyList<string> Packages, IReadOnlyList<PeerImage> Images, bool FromRegistry, string? Objection)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Packages.Count == 0 && Images.Count == 0;

    /// <summary>It in words, one line for each step.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            var lines = new List<string>();
            if (Packages.Count > 0)
                lines.Add($"apt-get install --no-install-recommends {string.Join(' ', Packages)}");
            foreach (var image in Images)
            {
                var how = FromRegistry ? $"built from debian:{image.Release.Codename}-slim" : $"debootstrap {image.Release.Codename}";
                lines.Add($"image {image.Reference}: {how} with {string.Join(", ", image.Packages)} (fetches about {image.Size.Fetched} MiB, takes about {image.Size.Room} MiB)");
            }

            return lines;
        }
    }
}
