using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ballast.Conformance.Migrations;

/// <summary>Rates of a link as people write them: 10Gbps in bits a second, 1.25GB/s in bytes. Units are powers of 1000, or of 1024 as MiB/s.</summary>
public static class LinkRate
{
    // Below one page in a second nothing would ever end.
    private const double Least = 4096;
    private const double Most = 1e15;
    private const string Units = "KMGT";

    /// <summary>Reads a rate.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="bytesPerSecond">The rate in bytes a second.</param>
    /// <param name="error">What is wrong with it, in one line.</param>
    public static bool TryParse(string text, out double bytesPerSecond, [NotNullWhen(false)] out string? error)
    {
        bytesPerSecond = 0;
        var (number, perByte) = text switch
        {
            _ when text.EndsWith("bps", StringComparison.Ordinal) => (text[..^3], 1.0 / 8),
            _ when text.EndsWith("bit/s", StringComparison.Ordinal) => (text[..^5], 1.0 / 8),
            _ when text.EndsWith("B/s", StringComparison.Ordinal) => (text[..^3], 1.0),
            _ => ("", 0),
        };
        double unit = 1000;
        if (number.EndsWith('i'))
        {
            number = number[..^1];
            unit = 1024;
        }
        int power = number.Length > 0 ? Units.IndexOf(char.ToUpperInvariant(number[^1]), StringComparison.Ordinal) + 1 : 0;
        if (power > 0) number = number[..^1];
        bool isNumber = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count);
        double rate = count * Math.Pow(unit, power) * perByte;
        error = !isNumber || (unit == 1024 && power == 0) ? $"'{text}' is no rate: write 10Gbps or 1.25GB/s"
            : rate is not (>= Least and <= Most) ? $"'{text}' is no rate of a link: at least 4096 bytes a second"
            : null;
        if (error is null) bytesPerSecond = rate;
        return error is null;
    }

    /// <summary>A rate in bits a second, as links are named.</summary>
    public static string Format(double bytesPerSecond)
    {
        double bits = bytesPerSecond * 8;
        int power = 0;
        while (power < Units.Length && bits >= 1000)
        {
            bits /= 1000;
            power++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{bits:0.##} {(power == 0 ? "" : Units[power - 1])}bit/s");
    }
}
