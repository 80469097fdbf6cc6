using Ballast.Conformance.Clauses;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>No page is filtered that was written after logging started, whoever wrote it.</summary>
internal sealed class WrittenPagesAreNotFiltered : Rule
{
    public override ClauseId Clause => "migration.filter.2";

    public override void See(TraceEvent e)
    {
        if (Context.Migration is not { IsFiltered: true } migration) return;
        switch (e)
        {
            case MigrationCompleted when migration is { Reported: { } reported, PagesAreTold: true }:
                if (migration.Written.Intersect(reported).Pages == 0) break;
                var missing = migration.WrittenAndNotSent().Intersect(reported);
                Check(e, missing.Pages == 0, $"pages {missing} were reported free, written after logging started, and not sent");
                break;
            case DestinationVerified { What: not "free", Wrong: var wrong } when migration.Ending is MigrationCompleted:
                var both = migration.Written.Intersect((migration.Reported ?? PageSet.Empty).Union(migration.Hinted));
                if (both.Pages == 0) break;
                Check(e, wrong.Intersect(both).Pages == 0, $"pages {wrong.Intersect(both)} were filtered though they were written after logging started");
                break;
        }
    }
}
