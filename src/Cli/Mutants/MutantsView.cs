using System.Diagnostics;
using System.Globalization;
using Ballast.Conformance.Mutants;

namespace Ballast.Cli.Mutants;

/// <summary>What a person sees of mutants: a line for each, what is wrong with those that were not killed, and the totals.</summary>
internal sealed class MutantsView(Terminal terminal, int total)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _done;
    private int _escaped;

    public static void List(Terminal terminal, IReadOnlyList<Mutant> mutants)
    {
        int width = mutants.Max(m => m.Id.Length);
        foreach (var mutant in mutants)
        {
            terminal.WriteLine($"{mutant.Id.PadRight(width)}  {Name(mutant.Side),-9}  {mutant.Fault}");
            terminal.WriteLine($"{"",-4}breaks {string.Join(", ", mutant.Breaks)}{(mutant.Link is { } link ? $"; as in {link}" : "")}");
        }
        terminal.WriteLine();
        terminal.WriteLine($"{mutants.Count} mutants");
    }

    public void Show(MutantReport report)
    {
        _done++;
        if (report.Verdict != MutantVerdict.Killed) _escaped++;
        terminal.Draw($"{_done} of {total}{(_escaped > 0 ? $", {_escaped} not killed" : "")}");
    }

    public void End(IReadOnlyList<MutantReport> reports)
    {
        terminal.Draw("");
        int width = reports.Max(r => r.Mutant.Id.Length);
        foreach (var report in reports)
        {
            terminal.WriteLine($"{Name(report.Verdict),-11}  {report.Mutant.Id.PadRight(width)}  {string.Join(", ", report.Mutant.Breaks)}");
            if (report.Problem is { } problem) terminal.WriteLine($"{"",-13}{problem}");
        }
        var counts = reports.GroupBy(r => r.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Name(g.Key)}");
        terminal.WriteLine();
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{reports.Count} mutants: {string.Join(", ", counts)}; {reports.SelectMany(r => r.Mutant.Breaks).Distinct().Count()} clauses; {_clock.Elapsed.TotalSeconds:0.0} s"));
    }

    public static string Name(MutantVerdict verdict) => verdict switch
    {
        MutantVerdict.Killed => "killed",
        MutantVerdict.Survived => "survived",
        _ => "false-alarm",
    };

    private static string Name(Conformance.Clauses.Side side) => side.ToString().ToLowerInvariant();
}
