using System.Globalization;
using System.Text;

namespace Ballast.Conformance.Verdicts;

/// <summary>Writes a report as Markdown, for the summary of a build.</summary>
public static class RunMarkdown
{
    /// <summary>The totals as a table, then what was not as expected, then what is worth a look.</summary>
    public static string Write(RunReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {report.Suite}\n\ndriver {Name(report.Driver)}, device {Name(report.Device)}, seed {report.Seed}\n\n");
        text.Append("| verdict | scenarios |\n|---|---|\n");
        foreach (var (verdict, count) in report.Totals.Where(t => t.Value > 0)) text.Append(CultureInfo.InvariantCulture, $"| {verdict.Name()} | {count} |\n");
        Append(text, "Not as expected", report.Results.Where(r => !r.Verdict.IsAsExpected()));
        Append(text, "Expected to fail, and warnings", report.Results.Where(r => r.Verdict is Verdict.ExpectedFail or Verdict.Warn));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<ScenarioResult> results)
    {
        bool first = true;
        foreach (var result in results)
        {
            if (first) text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| verdict | scenario | clauses | why |\n|---|---|---|---|\n");
            first = false;
            text.Append(CultureInfo.InvariantCulture,
                $"| {result.Verdict.Name()} | {Cell(result.Name)} (`{result.Id}`) | {string.Join(' ', result.Clauses)} | {Cell(result.Reason ?? "")} |\n");
        }
    }

    private static string Name(SideReport side) => side.Version is null ? side.Name : $"{side.Name} {side.Version}";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
