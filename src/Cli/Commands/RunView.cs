using System.Diagnostics;
using System.Globalization;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio.Tracing.Text;

namespace Ballast.Cli.Commands;

/// <summary>What a person sees of a run: a line for each feature, whatever is not simply passed in full, and the totals.</summary>
internal sealed class RunView(Terminal terminal, SuiteOptions options, int total)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _done;

    public void Start(SuiteRunner runner)
    {
        terminal.WriteLine($"{SuiteVersion.Name}  driver {Name(runner.DriverReport)}, device {Name(runner.DeviceReport)}, seed {options.Seed}, {total} scenarios");
    }

    public void Show(ScenarioReport report)
    {
        _done++;
        var verdict = report.Result.Verdict;
        if (verdict is Verdict.Pass or Verdict.NotApplicable or Verdict.Unsupported or Verdict.ExpectedFail)
        {
            Progress();
            return;
        }
        ClearProgress();
        terminal.WriteLine();
        terminal.WriteLine(report.Result.Text ?? "");
        Progress();
    }

    public void End(RunReport report)
    {
        ClearProgress();
        foreach (var group in report.Results.Where(r => r.Verdict is Verdict.NotApplicable or Verdict.Unsupported or Verdict.ExpectedFail)
            .GroupBy(r => (r.Verdict, r.Reason)))
        {
            terminal.WriteLine();
            terminal.WriteLine($"{group.Key.Verdict.Name()}: {group.Key.Reason}");
            foreach (var result in group) terminal.WriteLine($"  {result.Id}  {result.Name}");
        }
        ShowReadings(report);
        if (report.KeptOut is { } saved)
        {
            terminal.WriteLine();
            terminal.WriteLine($"hints kept {saved.Pages} pages ({ByteCount.ToText(saved.Bytes)} of content) out of {report.Results.Count(r => r.KeptOut is not null)} migrations");
        }
        var counts = report.Totals.Where(t => t.Value > 0).Select(t => $"{t.Value} {t.Key.Name()}");
        int kept = report.Results.SelectMany(r => r.Findings).Where(f => f.Outcome == Conformance.Rules.RuleOutcome.Kept).Select(f => f.Clause).Distinct().Count();
        terminal.WriteLine();
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Results.Count} scenarios: {string.Join(", ", counts)}; {kept} clauses kept with evidence; {_clock.Elapsed.TotalSeconds:0.0} s"));
    }

    private void ShowReadings(RunReport report)
    {
        var readings = report.Results.SelectMany(r => r.Findings.Select(f => f.Interpretation).OfType<string>().Concat(r.Readings)).Distinct()
            .Select(i => i.Split('=')).GroupBy(p => p[0], p => p[1].Split('|').AsEnumerable())
            .Select(g => $"{g.Key}={string.Join('|', Narrowest(g))}").Order(StringComparer.Ordinal).ToList();
        if (readings.Count == 0) return;
        terminal.WriteLine();
        terminal.WriteLine($"what the specification leaves open is read as: {string.Join(", ", readings)}");
    }

    // What agrees with several readings says nothing against one of them.
    private static IEnumerable<string> Narrowest(IEnumerable<IEnumerable<string>> seen)
    {
        var common = seen.Aggregate((a, b) => a.Intersect(b)).ToList();
        return common.Count > 0 ? common : seen.SelectMany(s => s).Distinct();
    }

    private void Progress() => terminal.Draw($"{_done} of {total}");

    private void ClearProgress() => terminal.Draw("");

    private static string Name(SideReport side) => side.Version is null ? side.Name : $"{side.Name} {side.Version}";
}
