using System.Text;
using System.Text.Json;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>
/// The JSON at the end of a stream: {"page_size":…,"devices":[{"name","instance_id","fields":[{"name","type","size","array_len"?}],
/// "subsections":[{"vmsd_name","fields"}]}]}. A field's size has everything that is nested in it; a subsection has a head of its own.
/// </summary>
internal sealed class DeviceDescription
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    private DeviceDescription(IReadOnlyList<DescribedDevice> devices) => Devices = devices;

    public IReadOnlyList<DescribedDevice> Devices { get; }

    public static DeviceDescription Parse(ReadOnlySpan<byte> json, long position)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), Strict);
            var devices = new List<DescribedDevice>();
            foreach (var device in document.RootElement.GetProperty("devices").EnumerateArray())
                devices.Add(new(device.GetProperty("name").GetString() ?? "", device.GetProperty("instance_id").GetUInt32(), SizeOf(device)));
            return new(devices);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new QemuStreamException(position, "the description of the devices is malformed", e);
        }
    }

    private static long SizeOf(JsonElement state)
    {
        long size = 0;
        if (state.TryGetProperty("fields", out var fields))
        {
            foreach (var field in fields.EnumerateArray())
            {
                long count = field.TryGetProperty("array_len", out var length) ? length.GetUInt32() : 1;
                size = checked(size + count * field.GetProperty("size").GetUInt32());
            }
        }
        if (!state.TryGetProperty("subsections", out var subsections)) return size;
        foreach (var subsection in subsections.EnumerateArray())
        {
            // u8 type, u8 length, name, u32 version
            int name = Encoding.UTF8.GetByteCount(subsection.GetProperty("vmsd_name").GetString() ?? "");
            size = checked(size + 1 + 1 + name + sizeof(uint) + SizeOf(subsection));
        }
        return size;
    }
}
