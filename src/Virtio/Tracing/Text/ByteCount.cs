using System.Globalization;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>Numbers of bytes as people read them.</summary>
public static class ByteCount
{
    private static readonly (ulong Bytes, string Name)[] Units =
        [(1UL << 40, "TiB"), (1UL << 30, "GiB"), (1UL << 20, "MiB"), (1UL << 10, "KiB")];

    /// <summary>"4 MiB", "1.5 GiB", "512 bytes": the largest binary unit that is not too large, to one decimal.</summary>
    public static string ToText(ulong bytes)
    {
        foreach (var (unit, name) in Units)
        {
            if (bytes >= unit) return string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)unit:0.#} {name}");
        }
        return bytes == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
    }
}
