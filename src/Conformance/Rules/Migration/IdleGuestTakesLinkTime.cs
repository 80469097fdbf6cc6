using Ballast.Conformance.Clauses;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>
/// A filtered migration of an idle guest of 8 GiB or more takes little more than the link needs for the pages in use, and
/// sends no more bytes than an unfiltered one.
/// </summary>
internal sealed class IdleGuestTakesLinkTime : Rule
{
    private const double Share = 1.15;
    private static readonly TimeSpan Allowance = TimeSpan.FromMilliseconds(20);

    public override ClauseId Clause => "migration.outcome.3";

    public override void See(TraceEvent e)
    {
        if (e is not MigrationCompleted done || Context.LastWorkload is not (null or "idle")) return;
        if (Context.Migration is not { IsFiltered: true, SetUp.BytesPerSecond: { } rate and > 0, Answered.Pages: var free } migration) return;
        if (free > migration.SetUp.RamPages) return;
        ulong inUse = (migration.SetUp.RamPages - free) * PageRun.PageSize;
        var link = TimeSpan.FromSeconds((double)inUse / rate);
        var limit = link * Share + Allowance;
        if (done.Total > limit) Broken(e, $"{done.Total.TotalMilliseconds:0} ms, where the link needs {link.TotalMilliseconds:0} ms for the pages in use");
        else Check(e, migration.Unfiltered is not { } plain || done.TransferredBytes <= plain.TransferredBytes, $"{done.TransferredBytes} bytes are sent, and {migration.Unfiltered?.TransferredBytes} without the filter");
    }
}
