using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>The guest goes on at the destination with every page that it uses.</summary>
internal sealed class GuestGoesOn : Rule
{
    public override ClauseId Clause => "migration.outcome.2";

    public override void See(TraceEvent e)
    {
        if (e is DestinationVerified { What: not "free", Wrong: var wrong, Pages: > 0 } && Context.Migration is { Ending: MigrationCompleted })
            Check(e, wrong.Pages == 0, $"pages {wrong} differ from what the guest had in them");
    }
}
