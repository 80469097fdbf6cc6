using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>Waiting for the guest ends; without an answer the migration goes on unfiltered and says so.</summary>
internal sealed class WaitIsBounded : BitmapRule
{
    // Longer than any migration can stand by for its guest; the limit itself is the host's to choose.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TraceEvent? _asked;
    private FreePagesGivenUp? _givenUp;
    private bool _canAnswer;

    public override ClauseId Clause => "bitmap.wait.1";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case MigrationSetUp:
                (_asked, _givenUp) = (null, null);
                break;
            case FreePagesAsked:
                _asked = e;
                _canAnswer = Context.Life.Accepts(Feature.GetFreePages);
                break;
            // A guest without the feature is not waited for; one that had it and was reset meanwhile is.
            case FreePagesGivenUp { Reason: "unsupported" } when !_canAnswer:
            case FreePagesAnswered:
                _asked = null;
                break;
            case MigrationFailed { Reason: var reason }:
                // Between giving up and the first round nothing goes over the link that could be lost.
                if (_givenUp is not null) Broken(e, $"the migration does not go on without an answer: {reason}");
                (_asked, _givenUp) = (null, null);
                break;
            case FreePagesGivenUp { Waited: var waited } givenUp:
                if (waited > Longest) Broken(e, $"the host waited {waited.TotalSeconds:0} s for the guest");
                (_asked, _givenUp) = (null, givenUp);
                break;
            case MigrationCancelled when _asked is not null || _givenUp is not null:
                Kept(e, "cancelled while waiting");
                (_asked, _givenUp) = (null, null);
                break;
            case FilterApplied { ClearedPages: > 0 and var cleared } when _givenUp is not null:
                Broken(e, $"{cleared} pages are filtered after the request was given up");
                break;
            case RoundStarted { Round: 1, DirtyPages: var dirty } when _givenUp is not null && Context.Migration is { SetUp.RamPages: var ram }:
                Check(e, dirty == ram, $"the guest has not answered, and {dirty} of {ram} pages are to be sent");
                _givenUp = null;
                break;
        }
    }

    public override void End(TraceEvent last)
    {
        if (_asked is not null) Broken(_asked, "the guest does not answer, and the host waits for ever");
    }
}
