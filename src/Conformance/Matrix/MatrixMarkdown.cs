using System.Globalization;
using System.Text;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Matrix;

/// <summary>Writes a matrix as Markdown, for the summary of a build.</summary>
public static class MatrixMarkdown
{
    /// <summary>The table with its totals, the runs that did not take place, and a command for each deviation.</summary>
    public static string Write(MatrixReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var columns = report.Columns;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {report.Suite}, implementations by clauses\n\nseed {report.Seed}\n");
        if (columns.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| clause | level | {string.Join(" | ", columns.Select(Head))} |\n|---|---|{string.Concat(columns.Select(_ => "---|"))}\n");
            foreach (var row in report.Rows)
                text.Append(CultureInfo.InvariantCulture, $"| {row.Clause} | {row.Level?.Words()} | {string.Join(" | ", row.Cells.Select(Cell))} |\n");
            foreach (var (label, counts) in MatrixTotals.Of(columns))
                text.Append(CultureInfo.InvariantCulture, $"| *{label}* | | {string.Join(" | ", counts)} |\n");
        }
        foreach (var run in report.Runs.Where(r => r.Missing is not null))
            text.Append(CultureInfo.InvariantCulture, $"\n**{Plain(run.Entry.Name)}** was not run: {Plain(run.Missing!)}\n");
        AppendDeviations(text, report);
        return text.ToString();
    }

    private static void AppendDeviations(StringBuilder text, MatrixReport report)
    {
        foreach (var run in report.Deviations.GroupBy(d => d.Run))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Plain(run.Key)}\n");
            foreach (var deviation in run)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n**{deviation.Verdict.Name()}** {string.Join(", ", deviation.Clauses)} ({deviation.Scenarios})\n");
                if (deviation.Reason is { } reason) text.Append(CultureInfo.InvariantCulture, $"\n{Plain(reason)}\n");
                text.Append(CultureInfo.InvariantCulture, $"\n```\n{deviation.Command}\n```\n");
            }
        }
    }

    private static string Head(MatrixRun run) => Plain(run.Version is { } version ? $"{run.Entry.Name} ({version})" : run.Entry.Name);

    private static string Cell(MatrixCell cell) => cell == MatrixCell.Broken ? $"**{cell.Name()}**" : cell.Name();

    // What a side says is text, not markup, and stays on its line.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            if (c == '<') plain.Append("&lt;");
            else if (c is '|' or '*' or '`' or '\\' or '[') plain.Append('\\').Append(c);
            else plain.Append(c);
        }
        return plain.ToString();
    }
}
