using System.Diagnostics.CodeAnalysis;

namespace Ballast.Peers.Linux;

/// <summary>The guest's memory as its kernel counts it.</summary>
/// <param name="TotalKiB">MemTotal.</param>
/// <param name="FreeKiB">MemFree.</param>
/// <param name="AvailableKiB">MemAvailable.</param>
/// <param name="Zones">The free blocks of each zone.</param>
public sealed record GuestFreeMemory(long TotalKiB, long FreeKiB, long AvailableKiB, IReadOnlyList<BuddyZone> Zones)
{
    internal static bool TryParse(string text, [NotNullWhen(true)] out GuestFreeMemory? memory)
    {
        memory = null;
        var figures = ProcFigures.Parse(text);
        if (!figures.TryGetValue("MemTotal", out var total) || !figures.TryGetValue("MemFree", out var free)
            || !figures.TryGetValue("MemAvailable", out var available))
            return false;

        var zones = new List<BuddyZone>();
        foreach (var line in text.Split('\n').Where(line => line.StartsWith("Node ", StringComparison.Ordinal)))
        {
            if (ParseZone(line) is not { } zone)
                return false;
            zones.Add(zone);
        }

        memory = new GuestFreeMemory(total, free, available, zones);
        return true;
    }

    // Node 0, zone   Normal      2      3     43
    private static BuddyZone? ParseZone(string line)
    {
        var words = line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 5 || words[2] != "zone" || !ProcFigures.TryNumber(words[1], out var node) || node > int.MaxValue)
            return null;
        var blocks = new List<long>();
        foreach (var word in words.Skip(4))
        {
            if (!ProcFigures.TryNumber(word, out var count) || count > uint.MaxValue || blocks.Count > 30)
                return null;
            blocks.Add(count);
        }

        return new BuddyZone((int)node, words[3], blocks);
    }
}
