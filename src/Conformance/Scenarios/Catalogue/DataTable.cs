using Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>The table under a step.</summary>
public sealed class DataTable
{
    private readonly IReadOnlyList<IReadOnlyList<string>> _raw;

    /// <param name="rows">All rows, equally long, the header first.</param>
    public DataTable(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _raw = rows;
        Header = rows.Count == 0 ? [] : rows[0];
        Rows = [.. rows.Skip(1).Select(r => new DataTableRow(Header, r))];
    }

    /// <summary>The cells of the first row.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The rows under the header.</summary>
    public IReadOnlyList<DataTableRow> Rows { get; }

    /// <summary>All rows with the header, for tables that have none.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Raw => _raw;

    /// <summary>The table with rows and columns exchanged.</summary>
    public DataTable Transpose() =>
        new([.. Header.Select((_, column) => (IReadOnlyList<string>)[.. _raw.Select(row => row[column])])]);

    /// <summary>The table of two columns as names and values.</summary>
    /// <exception cref="FormatException">It has not two columns, or a name twice.</exception>
    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in _raw)
        {
            if (row.Count != 2)
                throw new FormatException($"the table has {row.Count} columns; names and values take two");
            if (!values.TryAdd(row[0], row[1]))
                throw new FormatException($"the table has '{row[0]}' twice");
        }
        return values;
    }

    internal static DataTable Of(PickleTable table) =>
        new([.. table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Cells.Select(c => c.Value)])]);
}
