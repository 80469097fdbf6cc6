using System.Text.Json;

namespace Ballast.Peers.Qemu;

public sealed partial class QmpClient
{
    /// <summary>Asks the guest to come to a size: num_pages becomes what is to be given up.</summary>
    /// <param name="bytes">Memory that the guest is to keep.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">There is no balloon, or not that size.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task BalloonAsync(ulong bytes, CancellationToken cancellation = default) =>
        ExecuteAsync("balloon", writer => writer.WriteNumber("value"u8, bytes), cancellation);

    /// <summary>The size of the guest by what its driver wrote into <c>actual</c>, in bytes; below 0 where it wrote more than there is.</summary>
    /// <exception cref="QmpException">There is no balloon.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public async Task<long> QueryBalloonAsync(CancellationToken cancellation = default)
    {
        var answer = await ExecuteAsync("query-balloon", null, cancellation).ConfigureAwait(false);
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("actual", out var actual)
            && actual.ValueKind == JsonValueKind.Number && actual.TryGetInt64(out long bytes) ? bytes : throw QmpMessage.Missing(answer, "actual");
    }

    /// <summary>Says how often the device asks for statistics.</summary>
    /// <param name="id">The id of the balloon, such as <see cref="QemuMachine.BalloonId"/>.</param>
    /// <param name="seconds">Seconds between two requests; 0 to ask no more.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">There is no such balloon, or the interval will not do.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task SetStatisticsIntervalAsync(string id, int seconds, CancellationToken cancellation = default) =>
        SetPropertyAsync($"/machine/peripheral/{id}", "guest-stats-polling-interval", writer => writer.WriteNumberValue(seconds), cancellation);

    /// <summary>The latest statistics that the device has got.</summary>
    /// <param name="id">The id of the balloon, such as <see cref="QemuMachine.BalloonId"/>.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">There is no such balloon.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public async Task<QmpStatistics> ReadStatisticsAsync(string id, CancellationToken cancellation = default) =>
        QmpStatistics.Parse(await GetPropertyAsync($"/machine/peripheral/{id}", "guest-stats", cancellation).ConfigureAwait(false));
}
