using System.Reflection;

namespace Ballast.Conformance.Clauses;

/// <summary>The readings of what is disputed, from the table in the assembly (fixtures/clauses/disputed.tsv).</summary>
public sealed class DisputedClauses
{
    private const string Table = "disputed.tsv";
    private const string Header = "clause\tinterpretation\tgist\tlink";

    private static readonly Lazy<DisputedClauses> BuiltIn = new(LoadBuiltIn);
    private readonly ILookup<ClauseId, DisputedClause> _readings;

    /// <summary>The given readings.</summary>
    public DisputedClauses(IEnumerable<DisputedClause> readings)
    {
        All = [.. readings];
        _readings = All.ToLookup(r => r.Clause);
    }

    /// <summary>What is disputed of virtio 1.4.</summary>
    public static DisputedClauses Default => BuiltIn.Value;

    /// <summary>All readings, in the order of the table.</summary>
    public IReadOnlyList<DisputedClause> All { get; }

    /// <summary>The readings of a clause, in the order of the table; empty where nothing is disputed.</summary>
    public IReadOnlyList<DisputedClause> Of(ClauseId clause) => [.. _readings[clause]];

    /// <summary>Reads a table: tab-separated, its first line names the columns clause, interpretation, gist and link.</summary>
    /// <param name="name">Name of the table, for messages.</param>
    /// <param name="text">The table.</param>
    /// <exception cref="ClauseTableException">The table is malformed; the message says where.</exception>
    public static IReadOnlyList<DisputedClause> ReadTable(string name, TextReader text)
    {
        if (text.ReadLine() != Header) throw new ClauseTableException(name, 1, $"the columns are {Header.Replace("\t", ", ", StringComparison.Ordinal)}");
        var readings = new List<DisputedClause>();
        for (int line = 2; text.ReadLine() is { } row; line++)
        {
            if (row.Length == 0) continue;
            if (row.Split('\t') is not [{ Length: > 0 } clause, { Length: > 0 } interpretation, { Length: > 0 } gist, var link])
                throw new ClauseTableException(name, line, "four columns are needed, none of them empty");
            if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
                throw new ClauseTableException(name, line, $"'{link}' is no https link");
            readings.Add(new(clause, interpretation, gist, link));
        }
        return readings;
    }

    private static DisputedClauses LoadBuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"clauses/{Table}")
            ?? throw new InvalidOperationException($"the table {Table} is not in the assembly");
        using var text = new StreamReader(stream);
        return new(ReadTable(Table, text));
    }
}
