using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>A page that was reported free and not written since is not sent, neither as data nor as zero.</summary>
internal sealed class FreePagesAreNotSent : Rule
{
    public override ClauseId Clause => "migration.filter.4";

    public override void See(TraceEvent e)
    {
        // In the hint dialect a page may have been sent before its hint came.
        if (!Context.IsBitmapDialect) return;
        if (e is not MigrationCompleted || Context.Migration is not { Reported: { } reported, PagesAreTold: true, WritesAreTold: true } migration) return;
        var idle = reported.Except(migration.Written);
        if (idle.Pages == 0) return;
        var sent = migration.Sent.Intersect(idle);
        Check(e, sent.Pages == 0, $"pages {sent} were reported free and not written, and are sent");
    }
}
