using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>Total time, downtime, transferred RAM, pages, zero pages, skipped pages and rounds are reported.</summary>
internal sealed class OutcomeIsReported : Rule
{
    public override ClauseId Clause => "migration.outcome.1";

    public override void See(TraceEvent e)
    {
        if (e is not MigrationCompleted done || Context.Migration is not { } migration) return;
        if (done.Downtime < TimeSpan.Zero || done.Total < done.Downtime) Broken(e, $"a total of {done.Total} with a downtime of {done.Downtime}");
        if (!migration.IsFiltered && done.SkippedPages != 0) Broken(e, $"{done.SkippedPages} pages are skipped, and nothing was filtered");
        if (migration.Rounds.Count == 0) return;
        ulong data = 0, zero = 0;
        foreach (var round in migration.Rounds) (data, zero) = (data + round.DataCount, zero + round.ZeroCount);
        if (done.DataPages != data || done.ZeroPages != zero) Broken(e, $"{done.DataPages} data and {done.ZeroPages} zero pages are reported, and the rounds sent {data} and {zero}");
        else Check(e, done.Rounds == migration.Rounds.Count, $"{done.Rounds} rounds are reported, and there were {migration.Rounds.Count}");
    }
}
