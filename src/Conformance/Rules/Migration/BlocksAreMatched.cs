using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>Free pages are matched to RAM by block and offset, whatever blocks there are.</summary>
internal sealed class BlocksAreMatched : Rule
{
    public override ClauseId Clause => "migration.filter.6";

    public override void See(TraceEvent e)
    {
        if (Context.Machine is not { Blocks.Count: > 1 } || Context.Migration is not { IsFiltered: true } migration) return;
        if (migration.Applied is not { ClearedPages: > 0 } && migration.Hinted.Pages == 0) return;
        switch (e)
        {
            case MigrationCompleted when migration is { Reported: { } reported, PagesAreTold: true }:
                var missing = migration.All.Except(reported).Except(migration.Sent);
                if (missing.Pages > 0) Broken(e, $"pages {missing} are not free and not sent");
                break;
            case DestinationVerified { Wrong: var wrong } when migration.Ending is MigrationCompleted:
                Check(e, wrong.Pages == 0, $"pages {wrong} are wrong at the destination of a machine with {Context.Machine.Blocks.Count} RAM blocks");
                break;
        }
    }
}
