using System.Globalization;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Matrix;

/// <summary>What stands under a matrix.</summary>
public static class MatrixTotals
{
    /// <summary>Lines with a number for each column: clauses by what was shown of them, then scenarios by verdicts that were given.</summary>
    public static IReadOnlyList<(string Label, IReadOnlyList<string> Counts)> Of(IReadOnlyList<MatrixRun> columns)
    {
        var lines = new List<(string, IReadOnlyList<string>)>();
        void Add(string label, Func<MatrixRun, int> count) => lines.Add((label, [.. columns.Select(c => count(c).ToString(CultureInfo.InvariantCulture))]));
        foreach (var cell in (MatrixCell[])[MatrixCell.Kept, MatrixCell.Broken, MatrixCell.Expected]) Add($"clauses {cell.Name()}", c => c.Count(cell));
        Add("scenarios", c => c.Report!.Results.Count);
        foreach (var verdict in Enum.GetValues<Verdict>().Where(v => columns.Any(c => c.Report!.Totals[v] > 0))) Add(verdict.Name(), c => c.Report!.Totals[verdict]);
        return lines;
    }
}
