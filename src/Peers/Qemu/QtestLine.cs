using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Ballast.Peers.Qemu;

/// <summary>Reads lines of the qtest protocol: <c>OK</c>, <c>OK 0x1af4</c>, <c>FAIL why</c>, <c>IRQ raise 11</c>.</summary>
internal static class QtestLine
{
    private const int MostLines = 1024;
    private const int LongestQuote = 60;

    public static bool TryParseAnswer(ReadOnlySpan<byte> line, out bool isGood, out string rest)
    {
        isGood = StartsWithWord(line, "OK"u8);
        var word = isGood ? 2 : StartsWithWord(line, "FAIL"u8) ? 4 : StartsWithWord(line, "ERR"u8) ? 3 : 0;
        rest = word == 0 ? "" : Encoding.ASCII.GetString(line[word..].Trim((byte)' '));
        return word != 0;
    }

    /// <exception cref="QemuException">It tells of an interrupt, but not of one that there can be.</exception>
    public static bool TryParseInterrupt(ReadOnlySpan<byte> line, out int number, out bool isRaised)
    {
        (number, isRaised) = (0, false);
        if (!StartsWithWord(line, "IRQ"u8))
            return false;
        var rest = line["IRQ".Length..].TrimStart((byte)' ');
        isRaised = StartsWithWord(rest, "raise"u8);
        if (!isRaised && !StartsWithWord(rest, "lower"u8))
            throw Malformed(line);
        var digits = rest["raise".Length..].Trim((byte)' ');
        if (!Utf8Parser.TryParse(digits, out number, out var used) || used != digits.Length || number is < 0 or >= MostLines)
            throw Malformed(line);
        return true;
    }

    public static bool TryParseNumber(string text, out ulong number)
    {
        number = 0;
        return text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    public static QemuException Malformed(ReadOnlySpan<byte> line)
    {
        var quote = Encoding.ASCII.GetString(line[..Math.Min(line.Length, LongestQuote)]);
        return new(QemuFailure.Malformed, $"QEMU answered an order with \"{string.Concat(quote.Select(c => char.IsControl(c) ? '?' : c))}\"");
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word) =>
        line.StartsWith(word) && (line.Length == word.Length || line[word.Length] == ' ');
}
