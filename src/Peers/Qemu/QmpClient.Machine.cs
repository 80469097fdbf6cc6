using System.Text.Json;

namespace Ballast.Peers.Qemu;

public sealed partial class QmpClient
{
    /// <summary>Stops the processor.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task StopAsync(CancellationToken cancellation = default) => ExecuteAsync("stop", null, cancellation);

    /// <summary>Lets the processor run on.</summary>
    /// <exception cref="QmpException">The machine is in no state to.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task ContinueAsync(CancellationToken cancellation = default) => ExecuteAsync("cont", null, cancellation);

    /// <summary>Asks for a reset of the machine. It has happened when the event RESET comes; so
    /// <see cref="QemuMachine.ResetAsync"/> is to be preferred.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task ResetAsync(CancellationToken cancellation = default) => ExecuteAsync("system_reset", null, cancellation);

    /// <summary>Asks for a device to be taken out. It is gone when the event DEVICE_DELETED comes, for which the guest or a reset of
    /// the machine has to let it go; so <see cref="QemuMachine.RemoveBalloonAsync"/> is to be preferred.</summary>
    /// <exception cref="QmpException">There is no such device, or it stays where it is.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task DeleteDeviceAsync(string id, CancellationToken cancellation = default) =>
        ExecuteAsync("device_del", writer => writer.WriteString("id"u8, id), cancellation);

    /// <summary>QEMU's word for what the machine does, such as running, paused, inmigrate or postmigrate.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public async Task<string> QueryStatusAsync(CancellationToken cancellation = default) =>
        QmpMessage.Text(await ExecuteAsync("query-status", null, cancellation).ConfigureAwait(false), "status");

    /// <summary>Reads a property in QEMU's object tree.</summary>
    /// <param name="path">The object, such as <c>/machine/peripheral/balloon0</c>.</param>
    /// <param name="property">The property.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">There is none.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task<JsonElement> GetPropertyAsync(string path, string property, CancellationToken cancellation = default) => ExecuteAsync(
        "qom-get",
        writer =>
        {
            writer.WriteString("path"u8, path);
            writer.WriteString("property"u8, property);
        },
        cancellation);

    /// <summary>Sets a property in QEMU's object tree.</summary>
    /// <param name="path">The object, such as <c>/machine/peripheral/balloon0</c>.</param>
    /// <param name="property">The property.</param>
    /// <param name="value">Writes the value.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="QmpException">There is none, or not with that value.</exception>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task SetPropertyAsync(string path, string property, Action<Utf8JsonWriter> value, CancellationToken cancellation = default) => ExecuteAsync(
        "qom-set",
        writer =>
        {
            writer.WriteString("path"u8, path);
            writer.WriteString("property"u8, property);
            writer.WritePropertyName("value"u8);
            value(writer);
        },
        cancellation);
}
