namespace Ballast.Cli.Inventory;

/// <summary>What a person sees of the third parties.</summary>
internal static class PeersView
{
    public static void Show(Terminal terminal, IReadOnlyList<PeerEntry> peers)
    {
        foreach (var peer in peers)
        {
            terminal.WriteLine($"{peer.Name}  {(peer.IsAvailable ? peer.Version : "not here")}");
            terminal.WriteLine($"    {peer.Purpose}");
            if (peer.Image is { } image) terminal.WriteLine($"    {"image",-8} {image}");
            foreach (var part in peer.Parts) terminal.WriteLine($"    {part.Name,-8} {part.Path}");
            if (!peer.IsAvailable)
            {
                terminal.WriteLine($"    missing: {peer.Reason}");
                terminal.WriteLine($"    to get it: {peer.Remedy}");
            }
            terminal.WriteLine();
        }
        terminal.WriteLine("Any other vhost-user front end can be judged by ballast run --driver \"exec:COMMAND {socket}\" or by ballast serve.");
    }
}
