using System.Globalization;
using System.Text.RegularExpressions;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>How a scenario cuts RAM into blocks: into so many parts, or into parts of given sizes.</summary>
/// <param name="Parts">How many parts of about the same size; 0 when sizes are given.</param>
/// <param name="Mebibytes">Sizes in MiB.</param>
public sealed partial record RamBlocks(int Parts, IReadOnlyList<ulong> Mebibytes)
{
    /// <summary>Reads "3 blocks" or "blocks of 8, 72 and 16 MiB".</summary>
    public static RamBlocks Parse(string text)
    {
        var numbers = Number().Matches(text).Select(m => ulong.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
        return text.StartsWith("blocks", StringComparison.Ordinal) ? new(0, numbers) : new((int)numbers[0], []);
    }

    /// <summary>The blocks of RAM of this size. Parts of the same size end on odd pages, where mistakes show.</summary>
    public IReadOnlyList<RamBlockSize> Of(ulong ram)
    {
        if (Parts == 0) return [.. Mebibytes.Select((m, i) => new RamBlockSize(NameOf(i), m << 20))];
        ulong pages = ram >> PageRun.PageShift;
        var blocks = new List<RamBlockSize>();
        for (int i = 0; i < Parts; i++)
        {
            ulong first = pages * (ulong)i / (ulong)Parts, end = pages * (ulong)(i + 1) / (ulong)Parts;
            blocks.Add(new(NameOf(i), (end - first) << PageRun.PageShift));
        }
        return blocks;
    }

    private static string NameOf(int block) => $"ram.{block}";

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
