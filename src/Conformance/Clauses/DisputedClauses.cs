namespace Ballast.Conformance.Clauses;

/// <summary>The disputed clauses (fixtures/clauses/disputed.tsv).</summary>
public static class DisputedClauses
{
    private const string Table = "disputed.tsv";
    private static readonly Lazy<IReadOnlyList<DisputedClause>> Known = new(Load);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DisputedClause> All => Known.Value;

    /// <summary>What is disputed about a clause.</summary>
    public static IEnumerable<DisputedClause> Of(ClauseId clause) => All.Where(d => d.Clause == clause);

    private static IReadOnlyList<DisputedClause> Load()
    {
        using var text = BuiltInTable.Open(Table);
        return [.. Read(text)];
    }

    private static IEnumerable<DisputedClause> Read(TextReader text)
    {
        text.ReadLine();
        for (int line = 2; text.ReadLine() is { } row; line++)
        {
            if (row.Split('\t') is not [var question, var clause, var readings, var what, var link]) throw new ClauseTableException(Table, line, "it has not five columns");
            yield return new(question, clause, readings.Split('|'), what, link);
        }
    }
}
