using System.Text.Json;

namespace Ballast.Peers.Qemu;

public sealed partial class QmpClient
{
    /// <summary>Begins a migration.</summary>
    /// <param name="uri">Where to, such as <c>unix:PATH</c>, <c>tcp:HOST:PORT</c> or <c>exec:COMMAND</c>.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">It cannot begin.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task MigrateAsync(string uri, CancellationToken cancellation = default) =>
        ExecuteAsync("migrate", writer => writer.WriteString("uri"u8, uri), cancellation);

    /// <summary>Lets a machine that was started for it listen for a migration.</summary>
    /// <param name="uri">Where, such as <c>unix:PATH</c> or <c>tcp:HOST:PORT</c>.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">It cannot listen.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task MigrateIncomingAsync(string uri, CancellationToken cancellation = default) =>
        ExecuteAsync("migrate-incoming", writer => writer.WriteString("uri"u8, uri), cancellation);

    /// <summary>Gives a migration up.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task CancelMigrationAsync(CancellationToken cancellation = default) => ExecuteAsync("migrate_cancel", null, cancellation);

    /// <summary>How the migration stands.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public async Task<QmpMigration> QueryMigrationAsync(CancellationToken cancellation = default) =>
        QmpMigration.Parse(await ExecuteAsync("query-migrate", null, cancellation).ConfigureAwait(false));

    /// <summary>Waits until the migration is completed, failed or cancelled. Needs the capability <c>events</c>.</summary>
    /// <param name="events">Listens since before the migration began.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public async Task<QmpMigration> WaitForMigrationAsync(QmpSubscription events, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        await events.WaitForAsync(e => e.Name == "MIGRATION" && e.Text("status") is "completed" or "failed" or "cancelled", cancellation).ConfigureAwait(false);
        return await QueryMigrationAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Sets how much the migration may send.</summary>
    /// <param name="bytesPerSecond">Bytes in a second.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">That will not do.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task SetMigrationBandwidthAsync(ulong bytesPerSecond, CancellationToken cancellation = default) =>
        SetMigrationParametersAsync(writer => writer.WriteNumber("max-bandwidth"u8, bytesPerSecond), cancellation);

    /// <summary>Sets parameters of migrations.</summary>
    /// <param name="parameters">Writes the members, such as max-bandwidth or downtime-limit.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">One will not do.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task SetMigrationParametersAsync(Action<Utf8JsonWriter> parameters, CancellationToken cancellation = default) =>
        ExecuteAsync("migrate-set-parameters", parameters, cancellation);

    /// <summary>Switches a capability of migrations on or off.</summary>
    /// <param name="capability">QEMU's name of it, such as events or postcopy-ram.</param>
    /// <param name="isOn">Whether it is to be on.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">There is none of that name, or not now.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task SetMigrationCapabilityAsync(string capability, bool isOn, CancellationToken cancellation = default) => ExecuteAsync(
        "migrate-set-capabilities",
        writer =>
        {
            writer.WriteStartArray("capabilities"u8);
            writer.WriteStartObject();
            writer.WriteString("capability"u8, capability);
            writer.WriteBoolean("state"u8, isOn);
            writer.WriteEndObject();
            writer.WriteEndArray();
        },
        cancellation);
}
