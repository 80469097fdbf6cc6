using System.Globalization;
using Ballast.Conformance.Migrations;
using Ballast.Conformance.Suite;
using Ballast.Migration;
using Ballast.Migration.Comparison;

namespace Ballast.Cli.Commands;

/// <summary>What a person sees of a migration: a line when it starts, one in place while it goes on, the figures at the end.</summary>
internal sealed class MigrateView(Terminal terminal) : IProgress<MigrationProgress>
{
    public void Starting(MigrationRequest request, string where)
    {
        string link = request.Bandwidth is { } rate ? LinkRate.Format(rate) : "as fast as it goes";
        string guest = request.Guest == GuestKind.Linux ? "Linux guest" : "reference guest";
        terminal.WriteLine(
            $"{SuiteVersion.Name}  {guest} {request.Workload.ToString().ToLowerInvariant()}, {ByteSize.Format(request.RamSize)} of RAM, seed {request.Seed}; {where}, {link}");
    }

    public void Report(MigrationProgress value) => terminal.Draw(string.Create(CultureInfo.InvariantCulture,
        $"round {value.Round}: {value.SentBytes >> 20} MiB sent, {value.RemainingPages} pages left, {LinkRate.Format(value.BytesPerSecond)}"));

    public void Doing(string what) => terminal.Draw(what);

    public void Done() => terminal.Draw("");

    public void Line(string line)
    {
        Done();
        terminal.WriteLine(line);
    }

    public void Migrated(MigrationRun run)
    {
        string filter = run.Filter == MigrationFilter.None ? "original (filter none)" : $"pv (filter {run.Filter.ToString().ToLowerInvariant()})";
        var figures = run.Figures;
        string skipped = figures.SkippedPages is { } pages ? $", {pages} skipped" : "";
        Line(string.Create(CultureInfo.InvariantCulture,
            $"{filter}: {run.Outcome.Status.ToString().ToLowerInvariant()}, total {figures.TotalMs:0} ms, downtime {figures.DowntimeMs:0} ms, {figures.TransferredKiB} KiB, {figures.Pages} pages, {figures.ZeroPages} zero{skipped}, {figures.Rounds} rounds"));
        if (run.Content is { } content) terminal.WriteLine(content.ToString());
    }

    public void Compared(MigrationComparison comparison)
    {
        terminal.WriteLine();
        terminal.WriteLine(comparison.ToText());
    }

    public void Received(DestinationOutcome outcome)
    {
        var s = outcome.Statistics;
        Line(string.Create(CultureInfo.InvariantCulture,
            $"received: {outcome.Status.ToString().ToLowerInvariant()}, total {s.Total.TotalMilliseconds:0} ms, {(s.ReceivedBytes + 1023) / 1024} KiB, {s.DataPages} pages, {s.ZeroPages} zero, {s.FreePages} free, {s.Rounds} rounds"));
    }
}
