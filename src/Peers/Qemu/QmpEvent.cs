using System.Text.Json;

namespace Ballast.Peers.Qemu;

/// <summary>Something that QEMU tells unasked.</summary>
/// <param name="Name">Which event, such as MIGRATION or BALLOON_CHANGE.</param>
/// <param name="Time">When, by the host's clock; null when QEMU does not know.</param>
/// <param name="Data">What belongs to it; undefined if nothing does.</param>
public sealed record QmpEvent(string Name, DateTimeOffset? Time, JsonElement Data)
{
    /// <summary>A text that belongs to the event, such as the status of MIGRATION; null if there is none of that name.</summary>
    public string? Text(string name) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
