namespace Ballast.Cli.Inventory;

/// <summary>Something that a third party is made of.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Path">Where it is.</param>
internal sealed record PeerPart(string Name, string Path);
