using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ballast.Conformance.Migrations;

/// <summary>Sizes of RAM as people write them: 512M, 8G, 1T, also 8GiB; without a unit, bytes. Units are powers of 1024.</summary>
public static class ByteSize
{
    private const string Units = "KMGT";

    /// <summary>Reads a size.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="bytes">The size in bytes.</param>
    /// <param name="error">What is wrong with it, in one line.</param>
    public static bool TryParse(string text, out ulong bytes, [NotNullWhen(false)] out string? error)
    {
        bytes = 0;
        string number = text;
        foreach (string end in (ReadOnlySpan<string>)["iB", "B"])
        {
            if (!number.EndsWith(end, StringComparison.OrdinalIgnoreCase)) continue;
            number = number[..^end.Length];
            break;
        }
        int shift = number.Length > 0 ? 10 * (Units.IndexOf(char.ToUpperInvariant(number[^1]), StringComparison.Ordinal) + 1) : 0;
        if (shift > 0) number = number[..^1];
        bool isNumber = ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong count);
        error = !isNumber ? $"'{text}' is no size: write 512M, 8G or 1T"
            : count > ulong.MaxValue >> shift ? $"'{text}' is larger than any RAM"
            : null;
        if (error is null) bytes = count << shift;
        return error is null;
    }

    /// <summary>A size with the largest unit that it is a whole number of.</summary>
    public static string Format(ulong bytes)
    {
        int unit = 0;
        while (unit < Units.Length && bytes > 0 && bytes % 1024 == 0)
        {
            bytes /= 1024;
            unit++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {(unit == 0 ? "bytes" : $"{Units[unit - 1]}iB")}");
    }
}
