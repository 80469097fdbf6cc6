using System.Diagnostics;
using System.Globalization;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Matrix;
using Ballast.Conformance.Verdicts;

namespace Ballast.Cli.Matrix;

/// <summary>What a person sees of a matrix: a line for each run as it ends, the table, and a command for each deviation.</summary>
internal sealed class MatrixView(Terminal terminal)
{
    private const int LongestReason = 200;
    private const string Gap = "  ";
    private readonly Stopwatch _clock = new();
    private string _name = "";
    private int _done;
    private int _total;

    public void Begin(MatrixEntry entry, int scenarios)
    {
        _clock.Restart();
        (_name, _done, _total) = (entry.Name, 0, scenarios);
        terminal.Draw($"{_name}: {_total} scenarios");
    }

    public void Progress() => terminal.Draw($"{_name}: {++_done} of {_total}");

    public void End(MatrixRun run)
    {
        terminal.Draw("");
        if (run.Report is not { } report)
        {
            terminal.WriteLine($"{run.Entry.Name} was not run: {run.Missing}");
            return;
        }
        var counts = report.Totals.Where(t => t.Value > 0).Select(t => $"{t.Value} {t.Key.Name()}");
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run.Entry.Name}: {run.Entry.Subject} {run.Version}, {report.Results.Count} scenarios: {string.Join(", ", counts)}; {_clock.Elapsed.TotalSeconds:0.0} s"));
    }

    public static void Show(Terminal terminal, MatrixReport report)
    {
        var columns = report.Columns;
        if (columns.Count > 0) ShowTable(terminal, report, columns);
        foreach (var run in report.Deviations.GroupBy(d => d.Run))
        {
            terminal.WriteLine();
            terminal.WriteLine(run.Key);
            foreach (var deviation in run)
            {
                string several = deviation.Scenarios == 1 ? "" : $" ({deviation.Scenarios} scenarios)";
                terminal.WriteLine($"    {deviation.Verdict.Name()}  {string.Join(", ", deviation.Clauses)}{several}");
                if (deviation.Reason is { } reason) terminal.WriteLine($"      {Short(reason)}");
                terminal.WriteLine($"      {deviation.Command}");
            }
        }
        foreach (var run in report.Runs.Where(r => r.Missing is not null)) terminal.Fail($"{run.Entry.Name} was not run: {run.Missing}");
    }

    private static void ShowTable(Terminal terminal, MatrixReport report, IReadOnlyList<MatrixRun> columns)
    {
        var rows = report.Rows;
        var totals = MatrixTotals.Of(columns);
        int first = rows.Select(r => Label(r).Length).Concat(totals.Select(t => t.Label.Length)).Max();
        int[] widths = [.. columns.Select(c => Math.Max(c.Entry.Name.Length, MatrixCell.Expected.Name().Length))];
        string Line(string label, IEnumerable<string> cells) =>
            (label.PadRight(first) + string.Concat(cells.Select((cell, i) => Gap + cell.PadRight(widths[i])))).TrimEnd();
        terminal.WriteLine();
        terminal.WriteLine(Line("", columns.Select(c => c.Entry.Name)));
        foreach (var row in rows) terminal.WriteLine(Line(Label(row), row.Cells.Select(c => c.Name())));
        terminal.WriteLine();
        foreach (var (label, counts) in totals) terminal.WriteLine(Line(label, counts));
    }

    private static string Label(MatrixRow row) => $"{row.Clause}  {row.Level?.Words()}";

    private static string Short(string reason) => reason.Length <= LongestReason ? reason : $"{reason[..LongestReason]}…";
}
