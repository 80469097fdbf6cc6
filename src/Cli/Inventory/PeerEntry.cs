namespace Ballast.Cli.Inventory;

/// <summary>A third party, and whether it is here.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Version">Its version; null when it is not here.</param>
/// <param name="Parts">What it is made of; empty when it is not here.</param>
/// <param name="Reason">What is missing, if anything.</param>
/// <param name="Remedy">How to get it.</param>
internal sealed record PeerEntry(string Name, string Purpose, string? Version, IReadOnlyList<PeerPart> Parts, string? Reason, string? Remedy)
{
    /// <summary>The image that it runs in; null for what runs on this machine itself.</summary>
    public string? Image { get; init; }

    public bool IsAvailable => Reason is null;
}
