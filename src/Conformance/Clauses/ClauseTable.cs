namespace Ballast.Conformance.Clauses;

/// <summary>Reads a clause table: tab-separated, its first line names the columns.</summary>
internal static class ClauseTable
{
    private static readonly string[] Required = ["id", "who", "level", "observable", "statement", "how_observed"];

    /// <exception cref="ClauseTableException">The table is malformed.</exception>
    public static IEnumerable<Clause> Read(string name, TextReader text, string appliesToByDefault)
    {
        if (text.ReadLine() is not { } header) throw new ClauseTableException(name, 1, "the table is empty");
        var columns = header.Split('\t');
        foreach (string required in Required)
        {
            if (!columns.Contains(required)) throw new ClauseTableException(name, 1, $"the column {required} is missing");
        }
        for (int line = 2; text.ReadLine() is { } row; line++)
        {
            if (row.Length == 0) continue;
            var cells = row.Split('\t');
            if (cells.Length != columns.Length)
                throw new ClauseTableException(name, line, $"{cells.Length} columns where the header has {columns.Length}");
            string? Cell(string column) => Array.IndexOf(columns, column) is >= 0 and int at ? cells[at] : null;
            if (Cell("id") is not { Length: > 0 } id || id.Any(char.IsWhiteSpace)) throw new ClauseTableException(name, line, "the id is missing or has blanks");
            if (!Enum.TryParse(Cell("who"), ignoreCase: true, out Party who) || !Enum.IsDefined(who))
                throw new ClauseTableException(name, line, $"nobody is called '{Cell("who")}'");
            if (!ClauseLevels.TryParse(Cell("level")!, out var level)) throw new ClauseTableException(name, line, $"'{Cell("level")}' is no level");
            yield return new(id, Cell("section") ?? Cell("origin") ?? "", who, level, Cell("applies_to") ?? appliesToByDefault,
                Cell("observable")!, Cell("statement")!, Cell("how_observed")!);
        }
    }
}
