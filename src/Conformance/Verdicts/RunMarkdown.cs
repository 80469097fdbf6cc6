using System.Globalization;
using System.Text;
using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Verdicts;

/// <summary>Writes a report as Markdown, for the summary of a build.</summary>
public static class RunMarkdown
{
    // Build servers cut a summary at a mebibyte; nobody reads a hundredth failure.
    private const int Limit = 100;

    /// <summary>The totals as a table, then what was not as expected in full, then what is worth a look; what did not apply is folded.</summary>
    public static string Write(RunReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {report.Suite}\n\ndriver {Name(report.Driver)}, device {Name(report.Device)}, seed {report.Seed}\n\n");
        text.Append("| verdict | scenarios |\n|---|---|\n");
        foreach (var (verdict, count) in report.Totals.Where(t => t.Value > 0)) text.Append(CultureInfo.InvariantCulture, $"| {verdict.Name()} | {count} |\n");
        AppendUnexpected(text, report);
        AppendTable(text, "Warnings", report.Results.Where(r => r.Verdict is Verdict.Warn));
        AppendTable(text, "Expected to fail", report.Results.Where(r => r.Verdict is Verdict.ExpectedFail));
        AppendFolded(text, report.Results.Where(r => r.Verdict is Verdict.NotApplicable or Verdict.Unsupported));
        return text.ToString();
    }

    private static void AppendUnexpected(StringBuilder text, RunReport report)
    {
        var unexpected = report.Results.Where(r => !r.Verdict.IsAsExpected()).ToList();
        if (unexpected.Count > 0) text.Append("\n## Not as expected\n");
        foreach (var result in unexpected.Take(Limit))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{result.Verdict.Name()}** {Plain(result.Name)}\n\n");
            foreach (var id in result.Clauses) text.Append(CultureInfo.InvariantCulture, $"- `{id}` {Gist(id)}\n");
            if (result.Reason is not null) text.Append(CultureInfo.InvariantCulture, $"- {Plain(result.Reason)}\n");
            text.Append(CultureInfo.InvariantCulture, $"\n```\n{RunAgain.Of(result, report.Driver.Name, report.Device.Name, report.Seed)}\n```\n");
        }
        if (unexpected.Count > Limit) text.Append(CultureInfo.InvariantCulture, $"\nand {unexpected.Count - Limit} more\n");
    }

    private static void AppendTable(StringBuilder text, string title, IEnumerable<ScenarioResult> results)
    {
        bool isFirst = true;
        foreach (var result in results)
        {
            if (isFirst) text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| scenario | clauses | why |\n|---|---|---|\n");
            isFirst = false;
            text.Append(CultureInfo.InvariantCulture,
                $"| {Plain(result.Name)} (`{result.Id}`) | {string.Join(' ', result.Clauses)} | {Plain(result.Reason ?? "")} |\n");
        }
    }

    private static void AppendFolded(StringBuilder text, IEnumerable<ScenarioResult> results)
    {
        foreach (var group in results.GroupBy(r => (r.Verdict, r.Reason)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{group.Count()} {group.Key.Verdict.Name()}: {Plain(group.Key.Reason ?? "")}</summary>\n\n");
            foreach (var result in group) text.Append(CultureInfo.InvariantCulture, $"- {Plain(result.Name)} (`{result.Id}`)\n");
            text.Append("\n</details>\n");
        }
    }

    private static string Gist(ClauseId id) =>
        ClauseCatalogue.Default.TryFind(id, out var clause) ? $"{clause.Level.Words()}: {Plain(clause.Statement)}" : "";

    private static string Name(SideReport side) => side.Version is null ? side.Name : $"{side.Name} {side.Version}";

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
