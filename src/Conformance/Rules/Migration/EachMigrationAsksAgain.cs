using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>A second migration asks the guest again and never uses an old answer.</summary>
internal sealed class EachMigrationAsksAgain : Rule
{
    private bool _first = true;
    private bool _answersAreTold;

    public override ClauseId Clause => "migration.filter.9";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case MigrationSetUp when Context.Migration is { Answered: not null } or { Applied: not null }:
                _first = false;
                _answersAreTold |= Context.Migration.HasAnswer;
                break;
            case FilterApplied { ClearedPages: > 0 } when !_first && Context.Migration is { Ending: null } migration:
                bool hasAnswered = migration.Answered is not null && (migration.HasAnswer || !_answersAreTold);
                Check(e, migration.Asked is not null && hasAnswered, migration.Asked is null
                    ? "the filter is applied, and the guest was not asked again" : "the filter is applied, and the guest has not answered again");
                break;
            case DestinationVerified { What: not "free", Wrong: var wrong } when !_first && Context.Migration is { Ending: MigrationCompleted, Reported: { } reported }:
                if (wrong.Intersect(reported).Pages > 0) Broken(e, $"pages {wrong.Intersect(reported)} are lost: an old answer had them free");
                break;
        }
    }
}
