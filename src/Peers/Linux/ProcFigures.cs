using System.Globalization;

namespace Ballast.Peers.Linux;

/// <summary>Lines of a name and a number, as <c>/proc/meminfo</c> ("MemFree:  218640 kB") and <c>/proc/vmstat</c>
/// ("pgfault 1234") have them.</summary>
internal static class ProcFigures
{
    public static Dictionary<string, long> Parse(string text)
    {
        var figures = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 2 or 3 && TryNumber(words[1], out var number))
                figures.TryAdd(words[0].TrimEnd(':'), number);
        }

        return figures;
    }

    public static bool TryNumber(string word, out long number) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
