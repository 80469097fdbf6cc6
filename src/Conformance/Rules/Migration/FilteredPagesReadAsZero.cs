using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>A page that was filtered reads as zero at the destination.</summary>
internal sealed class FilteredPagesReadAsZero : Rule
{
    public override ClauseId Clause => "migration.filter.5";

    public override void See(TraceEvent e)
    {
        if (e is not DestinationVerified { What: "free", Wrong: var wrong, Pages: > 0 } || Context.Migration is not { Ending: MigrationCompleted } migration) return;
        if (migration.Applied is not { ClearedPages: > 0 } && migration.Hinted.Pages == 0) return;
        Check(e, wrong.Pages == 0, $"pages {wrong} were filtered and do not read as zero");
    }
}
