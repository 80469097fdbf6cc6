using System.Text;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio.Tracing;

namespace Ballast.Cli.Commands;

/// <summary>The files that a run writes.</summary>
/// <param name="Json">Report as JSON.</param>
/// <param name="JUnit">Report as JUnit XML.</param>
/// <param name="Messages">The run as Cucumber Messages.</param>
/// <param name="Html">The run as an HTML page.</param>
/// <param name="Markdown">Summary as Markdown.</param>
/// <param name="Traces">Folder for traces.</param>
internal sealed record RunOutputs(string? Json, string? JUnit, string? Messages, string? Html, string? Markdown, string? Traces)
{
    private readonly Dictionary<string, string> _traces = [];

    public MessageFile? OpenMessages(Terminal terminal, FeatureCatalogue catalogue) =>
        Messages is null ? null : new MessageFile(new StreamWriter(terminal.Create(Messages), new UTF8Encoding(false)), catalogue);

    /// <summary>Writes the trace of a scenario to the folder, under a name made of its id.</summary>
    public ScenarioReport KeepTrace(ScenarioReport report)
    {
        if (Traces is null || report.Trace is not { } trace) return report;
        Directory.CreateDirectory(Traces);
        string path = Path.Combine(Traces, KeptFiles.Trace(report.Scenario));
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        TraceWriter.Write(trace, writer);
        _traces[report.Scenario.ToString()] = path;
        return report;
    }

    public RunReport WithTraces(RunReport report) => report with
    {
        Results = [.. report.Results.Select(r => _traces.TryGetValue(r.Name, out string? path) ? r with { Trace = path } : r)],
    };

    public HtmlPage? OpenPage(FeatureCatalogue catalogue) => Html is null ? null : HtmlPage.Create(catalogue);

    public void Write(Terminal terminal, RunReport report, HtmlPage? page)
    {
        if (page is not null) WriteTo(terminal, Html, page.Write);
        WriteTo(terminal, Json, stream => RunJson.Write(stream, report));
        WriteTo(terminal, JUnit, stream => RunJUnit.Write(stream, report));
        WriteTo(terminal, Markdown, stream => stream.Write(Encoding.UTF8.GetBytes(RunMarkdown.Write(report))));
    }

    private static void WriteTo(Terminal terminal, string? path, Action<Stream> write)
    {
        if (path is null) return;
        using var stream = terminal.Create(path);
        write(stream);
        if (path == "-") stream.WriteByte((byte)'\n');
    }
}
