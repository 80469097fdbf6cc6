namespace Ballast.Conformance.Clauses;

/// <summary>What others do about each clause, from the table in the assembly (fixtures/clauses/field-practice.tsv).</summary>
public sealed class FieldPractices
{
    private const string Table = "field-practice.tsv";
    private const string Header = "id\twho\tpractice\tlink";

    private static readonly Lazy<FieldPractices> BuiltIn = new(LoadBuiltIn);
    private readonly ILookup<ClauseId, FieldPractice> _practices;

    /// <summary>The given practices.</summary>
    public FieldPractices(IEnumerable<FieldPractice> practices)
    {
        All = [.. practices];
        _practices = All.ToLookup(p => p.Clause);
    }

    /// <summary>What is known of implementations of virtio 1.4 and of QEMU's migration.</summary>
    public static FieldPractices Default => BuiltIn.Value;

    /// <summary>All practices, in the order of the table.</summary>
    public IReadOnlyList<FieldPractice> All { get; }

    /// <summary>What is done about a clause, in the order of the table; empty where nothing is known.</summary>
    public IReadOnlyList<FieldPractice> Of(ClauseId clause) => [.. _practices[clause]];

    /// <summary>Reads a table: tab-separated, its first line names the columns id, who, practice and link.</summary>
    /// <param name="name">Name of the table, for messages.</param>
    /// <param name="text">The table.</param>
    /// <param name="clauses">The clauses that it may speak of.</param>
    /// <exception cref="ClauseTableException">The table is malformed; the message says where.</exception>
    public static IReadOnlyList<FieldPractice> ReadTable(string name, TextReader text, ClauseCatalogue clauses)
    {
        if (text.ReadLine() != Header) throw new ClauseTableException(name, 1, $"the columns are {Header.Replace("\t", ", ", StringComparison.Ordinal)}");
        var practices = new List<FieldPractice>();
        for (int line = 2; text.ReadLine() is { } row; line++)
        {
            if (row.Length == 0) continue;
            if (row.Split('\t') is not [{ Length: > 0 } id, { Length: > 0 } who, { Length: > 0 } practice, var link])
                throw new ClauseTableException(name, line, "four columns are needed, none of them empty");
            if (!clauses.TryFind(id, out _)) throw new ClauseTableException(name, line, $"there is no clause {id}");
            if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
                throw new ClauseTableException(name, line, $"'{link}' is no https link");
            practices.Add(new(id, who, practice, link));
        }
        return practices;
    }

    private static FieldPractices LoadBuiltIn()
    {
        using var text = BuiltInTable.Open(Table);
        return new(ReadTable(Table, text, ClauseCatalogue.Default));
    }
}
