using System.Diagnostics.CodeAnalysis;

namespace Ballast.Conformance.Clauses;

/// <summary>All clauses, by id.</summary>
public sealed class ClauseCatalogue
{
    private static readonly Lazy<ClauseCatalogue> BuiltIn = new(LoadBuiltIn);
    private readonly SortedDictionary<ClauseId, Clause> _clauses = [];

    /// <summary>A catalogue of the given clauses.</summary>
    /// <exception cref="ArgumentException">An id occurs twice.</exception>
    public ClauseCatalogue(IEnumerable<Clause> clauses)
    {
        foreach (var clause in clauses)
        {
            if (!_clauses.TryAdd(clause.Id, clause)) throw new ArgumentException($"{clause.Id} occurs twice", nameof(clauses));
        }
    }

    /// <summary>virtio 1.4 and the free page bitmap of 2016, from the tables in the assembly.</summary>
    public static ClauseCatalogue Default => BuiltIn.Value;

    /// <summary>All clauses, ordered by id.</summary>
    public IReadOnlyCollection<Clause> All => _clauses.Values;

    /// <summary>The clause with an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Clause this[ClauseId id] => TryFind(id, out var clause) ? clause : throw new KeyNotFoundException($"there is no clause {id}");

    /// <summary>Looks a clause up.</summary>
    public bool TryFind(ClauseId id, [NotNullWhen(true)] out Clause? clause) => _clauses.TryGetValue(id, out clause);

    /// <summary>The clauses that bind a side.</summary>
    public IEnumerable<Clause> Of(Side side) => _clauses.Values.Where(c => c.Side == side);

    /// <summary>Reads a table.</summary>
    /// <param name="name">Name of the table, for messages.</param>
    /// <param name="text">The table: tab-separated, its first line names the columns.</param>
    /// <param name="appliesTo">What the clauses apply to where the table has no such column.</param>
    /// <exception cref="ClauseTableException">The table is malformed; the message says where.</exception>
    public static IReadOnlyList<Clause> ReadTable(string name, TextReader text, string appliesTo = "all") =>
        [.. ClauseTable.Read(name, text, appliesTo)];

    private static ClauseCatalogue LoadBuiltIn() =>
        new([.. ReadResource("virtio-1.4.tsv", "all"), .. ReadResource("free-page-bitmap-2016.tsv", "bitmap dialect")]);

    private static IReadOnlyList<Clause> ReadResource(string name, string appliesTo)
    {
        using var text = BuiltInTable.Open(name);
        return ReadTable(name, text, appliesTo);
    }
}
