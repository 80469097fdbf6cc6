using System.Diagnostics;
using System.Globalization;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;

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
        var counts = report.Totals.Where(t => t.Value > 0).Select(t => $"{t.Value} {t.Key.Name()}");
        int kept = report.Results.SelectMany(r => r.Findings).Where(f => f.Outcome == Conformance.Rules.RuleOutcome.Kept).Select(f => f.Clause).Distinct().Count();
        terminal.WriteLine();
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Results.Count} scenarios: {string.Join(", ", counts)}; {kept} clauses kept with evidence; {_clock.Elapsed.TotalSeconds:0.0} s"));
    }

    private void Progress() => terminal.Draw($"{_done} of {total}");

    private void ClearProgress() => terminal.Draw("");

    private static string Name(SideReport side) => side.Version is null ? side.Name : $"{side.Name} {side.Version}";
}
