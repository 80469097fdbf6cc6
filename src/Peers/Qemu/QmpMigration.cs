using System.Text.Json;

namespace Ballast.Peers.Qemu;

/// <summary>How a migration stands.</summary>
/// <param name="Status">QEMU's word, such as none, active, completed, failed or cancelled.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
/// <param name="Ram">Its figures; null before there are any.</param>
/// <param name="TotalTime">Milliseconds since it began, or that it took; null before it began.</param>
/// <param name="DownTime">Milliseconds for which the guest stood still; null before the end.</param>
public sealed record QmpMigration(string Status, string? Error, QmpMigrationRam? Ram, ulong? TotalTime, ulong? DownTime)
{
    /// <summary>Whether it will not go on.</summary>
    public bool IsOver => Status is "completed" or "failed" or "cancelled";

    internal static QmpMigration Parse(JsonElement answer) => new(
        // Before the first migration the answer is empty.
        answer.TryGetProperty("status", out _) ? QmpMessage.Text(answer, "status") : "none",
        answer.TryGetProperty("error-desc", out _) ? QmpMessage.Text(answer, "error-desc") : null,
        answer.TryGetProperty("ram", out var ram) ? QmpMigrationRam.Parse(ram) : null,
        QmpMessage.NumberOrNull(answer, "total-time"),
        QmpMessage.NumberOrNull(answer, "downtime"));
}
