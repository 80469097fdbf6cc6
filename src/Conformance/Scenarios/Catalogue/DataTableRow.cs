namespace Ballast.Conformance.Scenarios;

/// <summary>One row of a table, its cells found by the header's names.</summary>
public sealed class DataTableRow
{
    private readonly IReadOnlyList<string> _header;

    internal DataTableRow(IReadOnlyList<string> header, IReadOnlyList<string> cells)
    {
        _header = header;
        Cells = cells;
    }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>The cell under this header.</summary>
    /// <exception cref="FormatException">The table has no such column.</exception>
    public string this[string column] =>
        TryGet(column) ?? throw new FormatException($"the table has no column '{column}', only {string.Join(", ", _header.Select(h => $"'{h}'"))}");

    /// <summary>The cell under this header, or null when there is no such column.</summary>
    public string? TryGet(string column)
    {
        for (var i = 0; i < _header.Count; i++)
        {
            if (_header[i] == column)
                return Cells[i];
        }
        return null;
    }
}
