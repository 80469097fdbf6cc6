using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>An attempt after a cancel or a failure starts from all RAM again, and loses no page.</summary>
internal sealed class RetryStartsFromAllRam : Rule
{
    public override ClauseId Clause => "migration.setup.2";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case MigrationSetUp setUp when Context.Migration is { Ending: MigrationCancelled or MigrationFailed } && setUp.MarkedPages != setUp.RamPages:
                Broken(e, $"the new attempt starts from {setUp.MarkedPages} of {setUp.RamPages} pages");
                break;
            case DestinationVerified { What: not "free", Wrong: var wrong } when Context.Migration is { PreviousEnd: MigrationCancelled or MigrationFailed, Ending: MigrationCompleted }:
                Check(e, wrong.Pages == 0, $"pages {wrong} are lost in the new attempt");
                break;
        }
    }
}
