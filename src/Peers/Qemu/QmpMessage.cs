using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Ballast.Peers.Qemu;

/// <summary>Reads and writes messages of the QEMU machine protocol. What does not look as it should is malformed, whatever
/// it is.</summary>
internal static class QmpMessage
{
    private const int LongestQuote = 60;

    // The end of the year 9999.
    public const ulong LastSecond = 253402300799;

    /// <exception cref="QemuException">Not a JSON object.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Malformed(line.Span);
        }
        catch (JsonException e)
        {
            throw Malformed(line.Span, e);
        }
    }

    // {"execute": "balloon", "arguments": {"value": 1073741824}, "id": 7}
    public static byte[] Command(string command, ulong id, Action<Utf8JsonWriter>? arguments)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("execute"u8, command);
            if (arguments is not null)
            {
                writer.WriteStartObject("arguments"u8);
                arguments(writer);
                writer.WriteEndObject();
            }

            writer.WriteNumber("id"u8, id);
            writer.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    // {"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "BALLOON_CHANGE", "data": {"actual": 944766976}}
    public static QmpEvent Event(JsonElement message)
    {
        message.TryGetProperty("data", out var data);
        return new(Text(message, "event"), Time(message), data);
    }

    /// <exception cref="QemuException">There is no such member, or it is no text.</exception>
    public static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Missing(element, name);

    /// <exception cref="QemuException">There is no such member, or it is no number of bytes, pages and the like.</exception>
    public static ulong Number(JsonElement element, string name) => NumberOrNull(element, name) ?? throw Missing(element, name);

    public static ulong? NumberOrNull(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number)
                ? number
                : null;

    public static QemuException Malformed(ReadOnlySpan<byte> line, Exception? cause = null)
    {
        var quote = string.Concat(System.Text.Encoding.ASCII.GetString(line[..Math.Min(line.Length, LongestQuote)]).Select(c => char.IsControl(c) ? '?' : c));
        return new(QemuFailure.Malformed, $"QEMU sent a QMP message that cannot be read: {quote}", cause);
    }

    internal static QemuException Missing(JsonElement element, string name) =>
        new(QemuFailure.Malformed, string.Create(CultureInfo.InvariantCulture, $"QEMU sent a QMP {element.ValueKind} without a fit \"{name}\""));

    private static DateTimeOffset? Time(JsonElement message)
    {
        if (!message.TryGetProperty("timestamp", out var time) || time.ValueKind != JsonValueKind.Object)
            throw Missing(message, "timestamp");
        // QEMU gives -1 for both when the host has no clock.
        return NumberOrNull(time, "seconds") is { } seconds and <= LastSecond
            && NumberOrNull(time, "microseconds") is { } microseconds and < 1_000_000
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds).AddMicroseconds(microseconds)
                : null;
    }
}
