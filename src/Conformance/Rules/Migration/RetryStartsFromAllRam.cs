using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>An attempt after a cancel or a failure starts from all RAM again, and loses no page.</summary>
internal sealed class RetryStartsFromAllRam : Rule
{
    private bool _hasFailed;
    private bool _isRetry;

    public override ClauseId Clause => "migration.setup.2";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            // Also before set-up, when the destination refuses what it is to receive.
            case MigrationCancelled or MigrationFailed:
                _hasFailed = true;
                break;
            case MigrationSetUp setUp when _hasFailed && setUp.MarkedPages != setUp.RamPages:
                Broken(e, $"the new attempt starts from {setUp.MarkedPages} of {setUp.RamPages} pages");
                break;
            case MigrationCompleted:
                (_isRetry, _hasFailed) = (_hasFailed, false);
                break;
            case DestinationVerified { What: not "free", Wrong: var wrong } when _isRetry && Context.Migration is { Ending: MigrationCompleted }:
                Check(e, wrong.Pages == 0, $"pages {wrong} are lost in the new attempt");
                break;
        }
    }
}
