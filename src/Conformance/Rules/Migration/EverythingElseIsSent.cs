using Ballast.Conformance.Clauses;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>Every page that is not free, and every page written since logging started, is sent with its last content.</summary>
internal sealed class EverythingElseIsSent : Rule
{
    public override ClauseId Clause => "migration.filter.3";

    public override void See(TraceEvent e)
    {
        if (Context.Migration is not { } migration) return;
        switch (e)
        {
            case MigrationCompleted when migration is { PagesAreTold: true, IsFiltered: true }:
                // Hints are told in full only where the machine's map is.
                if (migration.SetUp.Filter == "hint" && Context.Map is null) break;
                if (migration.Answered is not null && migration.Reported is null) break;
                var free = (migration.Reported ?? PageSet.Empty).Union(migration.Hinted);
                var missing = migration.All.Except(free).Except(migration.Sent).Union(migration.WrittenAndNotSent().Except(migration.Hinted));
                Check(e, missing.Pages == 0, $"pages {missing} are in use or were written, and are not sent");
                break;
            case DestinationVerified { What: not "free", Wrong: var wrong } when migration is { Ending: MigrationCompleted, IsFiltered: true }:
                Check(e, wrong.Pages == 0, $"pages {wrong} have other content at the destination");
                break;
        }
    }
}
