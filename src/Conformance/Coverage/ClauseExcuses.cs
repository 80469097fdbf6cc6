using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Coverage;

/// <summary>
/// Why clauses have no rule. What leaves no mark outside its side says so in the clause table already; the other reasons
/// stand in the table in the assembly (fixtures/clauses/excuses.tsv).
/// </summary>
public sealed class ClauseExcuses
{
    private const string Table = "excuses.tsv";
    private const string Header = "clause\treason";
    private const string NotObserved = "none: ";

    private static readonly Lazy<ClauseExcuses> BuiltIn = new(LoadBuiltIn);
    private readonly IReadOnlyDictionary<ClauseId, string> _reasons;

    /// <summary>The given reasons.</summary>
    public ClauseExcuses(IReadOnlyDictionary<ClauseId, string> reasons) => _reasons = reasons;

    /// <summary>The reasons that come with the suite.</summary>
    public static ClauseExcuses Default => BuiltIn.Value;

    /// <summary>The clauses that have a written reason.</summary>
    public IEnumerable<ClauseId> Written => _reasons.Keys;

    /// <summary>Why a clause has no rule; null when nothing excuses that.</summary>
    public string? Of(Clause clause)
    {
        if (_reasons.TryGetValue(clause.Id, out string? reason)) return reason;
        if (clause.IsObservable) return null;
        return clause.HowObserved.StartsWith(NotObserved, StringComparison.Ordinal) ? clause.HowObserved[NotObserved.Length..] : clause.HowObserved;
    }

    /// <summary>Reads a table: tab-separated, its first line names the columns clause and reason.</summary>
    /// <param name="name">Name of the table, for messages.</param>
    /// <param name="text">The table.</param>
    /// <param name="clauses">The clauses that it may speak of.</param>
    /// <exception cref="ClauseTableException">The table is malformed; the message says where.</exception>
    public static ClauseExcuses ReadTable(string name, TextReader text, ClauseCatalogue clauses)
    {
        if (text.ReadLine() != Header) throw new ClauseTableException(name, 1, "the columns are clause, reason");
        var reasons = new Dictionary<ClauseId, string>();
        for (int line = 2; text.ReadLine() is { } row; line++)
        {
            if (row.Length == 0) continue;
            if (row.Split('\t') is not [{ Length: > 0 } id, { Length: > 0 } reason])
                throw new ClauseTableException(name, line, "two columns are needed, none of them empty");
            if (!clauses.TryFind(id, out var clause)) throw new ClauseTableException(name, line, $"there is no clause {id}");
            if (!clause.IsObservable) throw new ClauseTableException(name, line, $"{id} cannot be observed: its own table says why");
            if (!reasons.TryAdd(id, reason)) throw new ClauseTableException(name, line, $"{id} occurs twice");
        }
        return new(reasons);
    }

    private static ClauseExcuses LoadBuiltIn()
    {
        using var text = BuiltInTable.Open(Table);
        return ReadTable(Table, text, ClauseCatalogue.Default);
    }
}
