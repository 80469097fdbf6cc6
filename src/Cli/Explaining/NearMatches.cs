namespace Ballast.Cli.Explaining;

/// <summary>What somebody may have meant who wrote a name that nobody has.</summary>
internal static class NearMatches
{
    private const int Few = 3;

    /// <summary>The nearest names, best first; none where nothing is near.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> names) =>
    [
        .. names.Distinct()
            .Select(name => (Name: name, Distance: Distance(word, name)))
            .Where(m => m.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(m => m.Distance).ThenBy(m => m.Name, StringComparer.Ordinal)
            .Take(Few).Select(m => m.Name),
    ];

    // A name that begins with the word, or has it within, is near however long it is.
    private static int Distance(string word, string name)
    {
        if (word.Length < 3) return name == word ? 0 : int.MaxValue;
        if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return 0;
        return name.Contains(word, StringComparison.OrdinalIgnoreCase) ? 1 : Edits(word, name);
    }

    // Levenshtein's distance, row by row.
    private static int Edits(string word, string name)
    {
        var row = Enumerable.Range(0, name.Length + 1).ToArray();
        for (int i = 1; i <= word.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.Length; j++)
            {
                int here = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (word[i - 1] == name[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], here);
            }
        }
        return row[^1];
    }
}
