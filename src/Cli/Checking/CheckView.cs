using System.Globalization;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Text;

namespace Ballast.Cli.Checking;

/// <summary>What a person sees of judged traces.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="showsKept">Whether what was kept is listed, too.</param>
internal sealed class CheckView(Terminal terminal, bool showsKept)
{
    private const int Neighbours = 3;

    /// <summary>One trace: what it is, what is broken, and the totals.</summary>
    public void Show(JudgedTrace judged)
    {
        var header = judged.Trace.Header;
        terminal.WriteLine(
            $"{judged.Name}: {judged.Trace.Events.Count} events, {TraceNames.Of(header.Dialect)} dialect over {Printable(header.Transport)}, "
            + $"seen by the {TraceNames.Of(header.Viewpoint)}, recorded by {Printable(header.Producer)}");
        if (showsKept) ShowKept(judged);
        foreach (var clause in judged.Broken) ShowBroken(judged, clause);
        if (judged.Golden is { } golden) ShowGolden(judged, golden);
        if (judged.Stream is { } stream) new StreamView(terminal).Show(stream);
        terminal.WriteLine();
        terminal.WriteLine(Totals(judged));
    }

    /// <summary>The totals of a trace in one line.</summary>
    public static string Totals(JudgedTrace judged)
    {
        int recommendations = judged.Broken.Count(g => JudgedTrace.LevelOf(g.Key).IsRecommendation());
        string broken = judged.Broken.Count == 0 ? "none broken"
            : $"{judged.Broken.Count} broken ({judged.Broken.Count - recommendations} MUST, {recommendations} SHOULD) by the {string.Join(" and the ", judged.Blame.Select(NameOf))}";
        return $"{judged.Verdict.Name()}: {judged.Kept.Count} clauses kept, {broken}, {judged.NotExercised} not exercised";
    }

    /// <summary>driver, device, machine or migration.</summary>
    public static string NameOf(Side side) => side switch
    {
        Side.Driver => "driver",
        Side.Device => "device",
        Side.Machine => "machine",
        _ => "migration",
    };

    private void ShowKept(JudgedTrace judged)
    {
        terminal.WriteLine();
        foreach (var finding in judged.Kept)
        {
            string note = finding.Message is null ? "" : $"  {finding.Message}";
            terminal.WriteLine($"kept    {finding.Clause}  {JudgedTrace.LevelOf(finding.Clause).Words()}  {NameOf(finding.Side)}  {Events(finding.Evidence)}{note}");
        }
    }

    private void ShowBroken(JudgedTrace judged, IGrouping<ClauseId, Finding> findings)
    {
        var clause = ClauseCatalogue.Default[findings.Key];
        var first = findings.First();
        terminal.WriteLine();
        terminal.WriteLine($"{(clause.Level.IsRecommendation() ? "warn  " : "BROKEN")}  {clause.Id}  {clause.Level.Words()}  {NameOf(first.Side)}");
        terminal.WriteLine($"        {clause.Statement}");
        terminal.WriteLine($"        {Found(first)}");
        ShowEvents(judged.Trace, first.Event);
        foreach (var other in findings.Skip(1)) terminal.WriteLine($"        also {Found(other)}");
    }

    private void ShowGolden(JudgedTrace judged, Conformance.Golden.GoldenResult golden)
    {
        terminal.WriteLine();
        terminal.WriteLine($"golden {judged.GoldenName}: {Printable(golden.ToString())}");
        var dialect = judged.Trace.Header.Dialect;
        if (golden.Neighbours.Count > 0) terminal.WriteLine();
        foreach (var e in golden.Neighbours) terminal.WriteLine($"      {(ReferenceEquals(e, golden.Event) ? "▶" : " ")} {TraceText.Line(e, dialect)}");
    }

    private void ShowEvents(Trace trace, long? sequence)
    {
        int at = -1;
        for (int i = 0; i < trace.Events.Count && at < 0; i++)
        {
            if (trace.Events[i].Sequence == sequence) at = i;
        }
        if (at < 0) return;
        terminal.WriteLine();
        int end = Math.Min(trace.Events.Count, at + Neighbours + 1);
        for (int i = Math.Max(0, at - Neighbours); i < end; i++)
            terminal.WriteLine($"      {(i == at ? "▶" : " ")} {TraceText.Line(trace.Events[i], trace.Header.Dialect)}");
        terminal.WriteLine();
    }

    private static string Found(Finding finding) => string.Create(CultureInfo.InvariantCulture, $"#{finding.Event}: {finding.Message}");

    private static string Events(IReadOnlyList<long> events) => string.Join(' ', events.Select(e => string.Create(CultureInfo.InvariantCulture, $"#{e}")));

    // What a file says of itself must not steer the terminal.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
