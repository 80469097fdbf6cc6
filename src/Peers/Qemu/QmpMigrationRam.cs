using System.Text.Json;

namespace Ballast.Peers.Qemu;

/// <summary>What a migration has done with the RAM.</summary>
/// <param name="Transferred">Bytes sent.</param>
/// <param name="Remaining">Bytes of pages that are still to be sent.</param>
/// <param name="Total">Bytes of RAM.</param>
/// <param name="NormalPages">Pages sent with their content; one that was sent twice counts twice.</param>
/// <param name="ZeroPages">Pages of which only was said that they are zero.</param>
/// <param name="Rounds">How often the dirty log was read.</param>
public sealed record QmpMigrationRam(ulong Transferred, ulong Remaining, ulong Total, ulong NormalPages, ulong ZeroPages, ulong Rounds)
{
    internal static QmpMigrationRam Parse(JsonElement ram) => new(
        QmpMessage.Number(ram, "transferred"),
        QmpMessage.Number(ram, "remaining"),
        QmpMessage.Number(ram, "total"),
        QmpMessage.Number(ram, "normal"),
        QmpMessage.Number(ram, "duplicate"),
        QmpMessage.Number(ram, "dirty-sync-count"));
}
