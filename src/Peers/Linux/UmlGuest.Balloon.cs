using System.Globalization;

namespace Ballast.Peers.Linux;

public sealed partial class UmlGuest
{
    private const string Device = "virtio0";
    private const string DriverFolder = "/sys/bus/virtio/drivers/virtio_balloon";

    /// <summary>The features that driver and device agreed on, bit by bit.</summary>
    /// <exception cref="GuestException">There is no device, or the guest failed.</exception>
    public async Task<ulong> ReadFeaturesAsync(CancellationToken cancellation = default)
    {
        var text = (await RequireAsync($"cat /sys/bus/virtio/devices/{Device}/features", cancellation).ConfigureAwait(false)).Trim();
        return ParseFeatures(text) ?? throw Unreadable("the features file", text);
    }

    /// <summary>The device status as the driver sees it, also where the transport does not show it.</summary>
    /// <exception cref="GuestException">There is no device, or the guest failed.</exception>
    public async Task<byte> ReadStatusAsync(CancellationToken cancellation = default)
    {
        var text = (await RequireAsync($"cat /sys/bus/virtio/devices/{Device}/status", cancellation).ConfigureAwait(false)).Trim();
        return ParseStatus(text) ?? throw Unreadable("the status file", text);
    }

    /// <summary>Takes the driver from the device, which it resets.</summary>
    public Task UnbindAsync(CancellationToken cancellation = default) =>
        RequireAsync($"echo {Device} >{DriverFolder}/unbind", cancellation);

    /// <summary>Gives the device to the driver again, which negotiates anew.</summary>
    public Task BindAsync(CancellationToken cancellation = default) =>
        RequireAsync($"echo {Device} >{DriverFolder}/bind", cancellation);

    // One character for each bit, bit 0 first.
    internal static ulong? ParseFeatures(string text)
    {
        if (text.Length is 0 or > 64)
            return null;
        var features = 0UL;
        for (var bit = 0; bit < text.Length; bit++)
        {
            if (text[bit] is not ('0' or '1'))
                return null;
            if (text[bit] == '1')
                features |= 1UL << bit;
        }

        return features;
    }

    // Eight hexadecimal digits, of which the device status has two.
    internal static byte? ParseStatus(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal)
        && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var status)
        && status <= byte.MaxValue
            ? (byte)status
            : null;
}
