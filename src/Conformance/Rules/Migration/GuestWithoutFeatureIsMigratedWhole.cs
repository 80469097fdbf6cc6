using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>A guest without the feature is migrated as if there were no filter.</summary>
internal sealed class GuestWithoutFeatureIsMigratedWhole : Rule
{
    public override ClauseId Clause => "migration.filter.8";

    public override void See(TraceEvent e)
    {
        if (Context.Migration is not { IsFiltered: true, GivenUp.Reason: "unsupported" } migration) return;
        switch (e)
        {
            case FilterApplied { ClearedPages: > 0 and var cleared }:
                Broken(e, $"{cleared} pages are filtered, and the guest has not said that any is free");
                break;
            case MigrationCompleted when migration.PagesAreTold:
                var missing = migration.All.Except(migration.Sent);
                if (missing.Pages > 0) Broken(e, $"pages {missing} are not sent, and the guest has not said that any is free");
                break;
            case DestinationVerified { What: not "free", Wrong: var wrong } when migration.Ending is MigrationCompleted:
                Check(e, wrong.Pages == 0, $"pages {wrong} have other content at the destination");
                break;
        }
    }
}
