using System.Text.Json;

namespace Ballast.Cli.Inventory;

/// <summary>Writes which third parties are here as JSON (fixtures/schemas/peers.schema.json).</summary>
internal static class PeersJson
{
    public static void Write(Stream stream, IReadOnlyList<PeerEntry> peers)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("peers");
        foreach (var peer in peers) Write(json, peer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PeerEntry peer)
    {
        json.WriteStartObject();
        json.WriteString("name", peer.Name);
        json.WriteString("purpose", peer.Purpose);
        json.WriteBoolean("available", peer.IsAvailable);
        json.WriteString("version", peer.Version);
        json.WriteStartArray("parts");
        foreach (var part in peer.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteString("path", part.Path);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("image", peer.Image);
        json.WriteString("reason", peer.Reason);
        json.WriteString("remedy", peer.Remedy);
        json.WriteEndObject();
    }
}
