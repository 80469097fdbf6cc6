using System.Text.Json;
using Ballast.Virtio.Balloon;

namespace Ballast.Peers.Qemu;

/// <summary>A balloon's statistics as QEMU gives them.</summary>
/// <param name="LastUpdate">When the guest sent them; null if it never did.</param>
/// <param name="Values">Those that the guest has told, by tag.</param>
public sealed record QmpStatistics(DateTimeOffset? LastUpdate, IReadOnlyDictionary<StatisticTag, ulong> Values)
{
    private static readonly (string Name, StatisticTag Tag)[] Names =
    [
        ("stat-swap-in", StatisticTag.SwapIn),
        ("stat-swap-out", StatisticTag.SwapOut),
        ("stat-major-faults", StatisticTag.MajorFaults),
        ("stat-minor-faults", StatisticTag.MinorFaults),
        ("stat-free-memory", StatisticTag.MemoryFree),
        ("stat-total-memory", StatisticTag.MemoryTotal),
        ("stat-available-memory", StatisticTag.Available),
        ("stat-disk-caches", StatisticTag.Caches),
        ("stat-htlb-pgalloc", StatisticTag.HugePageAllocations),
        ("stat-htlb-pgfail", StatisticTag.HugePageFailures),
    ];

    // {"stats": {"stat-swap-in": 18446744073709551615, …}, "last-update": 0}
    internal static QmpStatistics Parse(JsonElement answer)
    {
        var values = new Dictionary<StatisticTag, ulong>();
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("stats", out var stats))
            throw new QemuException(QemuFailure.Malformed, "QEMU gave no statistics where there should be some");
        foreach (var (name, tag) in Names)
        {
            // All ones stand for what the guest did not tell; some releases write them as -1, which is no ulong.
            if (QmpMessage.NumberOrNull(stats, name) is { } value and not ulong.MaxValue)
                values[tag] = value;
        }

        var update = QmpMessage.Number(answer, "last-update");
        return new(update == 0 ? null : DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(update, QmpMessage.LastSecond)), values);
    }
}
