using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Matrix;

/// <summary>The runs of a matrix side by side.</summary>
/// <param name="Suite">Name and version of the suite.</param>
/// <param name="Seed">Seed of everything that is left to chance.</param>
/// <param name="Runs">The runs, in the order of the file.</param>
public sealed record MatrixReport(string Suite, ulong Seed, IReadOnlyList<MatrixRun> Runs)
{
    private const int Unexpected = 1, Fault = 3, Nothing = 4;

    /// <summary>The runs that took place: the columns.</summary>
    public IReadOnlyList<MatrixRun> Columns => [.. Runs.Where(r => r.Report is not null)];

    /// <summary>The clauses that somebody broke, or that not all drivers, or not all devices, show alike.</summary>
    public IReadOnlyList<MatrixRow> Rows
    {
        get
        {
            var columns = Columns;
            return [.. columns.SelectMany(c => c.Cells.Keys).Distinct().Order()
                .Select(clause => new MatrixRow(clause, [.. columns.Select(c => c.Cells.GetValueOrDefault(clause))]))
                .Where(row => row.Cells.Any(c => c > MatrixCell.Kept) || Differs(row, columns, isDevice: false) || Differs(row, columns, isDevice: true))];
        }
    }

    /// <summary>What deviates, run by run; scenarios that show the same are one.</summary>
    public IReadOnlyList<MatrixDeviation> Deviations => [.. Columns.SelectMany(DeviationsOf)];

    /// <summary>The exit code of the command line: 3 for a fault of the suite, 1 for a verdict that was not expected, 3 for a missing
    /// peer, 4 if a run showed nothing, else 0.</summary>
    public int ExitCode
    {
        get
        {
            var codes = Columns.Select(c => c.Report!.ExitCode).ToHashSet();
            if (codes.Contains(Fault)) return Fault;
            if (codes.Contains(Unexpected)) return Unexpected;
            if (Runs.Any(r => r.Report is null)) return Fault;
            return codes.Contains(Nothing) ? Nothing : 0;
        }
    }

    private static bool Differs(MatrixRow row, IReadOnlyList<MatrixRun> columns, bool isDevice) =>
        row.Cells.Where((_, i) => columns[i].Entry.IsDevice == isDevice).Distinct().Skip(1).Any();

    private static IEnumerable<MatrixDeviation> DeviationsOf(MatrixRun run)
    {
        var report = run.Report!;
        return from result in report.Results
               where result.Verdict is Verdict.Warn or Verdict.ExpectedFail || !result.Verdict.IsAsExpected()
               let shown = MatrixCells.Deviating(result)
               let clauses = shown.Count > 0 ? shown : result.Clauses
               group (result, clauses) by (result.Verdict, clauses.Count > 0 ? string.Join(' ', clauses) : result.Id) into same
               let first = same.First()
               select new MatrixDeviation(run.Entry.Name, same.Key.Verdict, first.clauses, same.Count(), first.result.Reason,
                   RunAgain.Of(first.result, report.Driver.Name, report.Device.Name, report.Seed));
    }
}
