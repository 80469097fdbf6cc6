using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>A request for which no buffer is primed stays pending, and is then given up.</summary>
internal sealed class MissingBufferIsSurvived : BitmapRule
{
    private TraceEvent? _asked;
    private TraceEvent? _givenUp;

    public override ClauseId Clause => "bitmap.request.3";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case FreePagesAsked when Context.Life.Accepts(Feature.GetFreePages) && !Exchange.IsPrimed && !Exchange.IsAsked:
                (_asked, _givenUp) = (e, null);
                break;
            case ChainUsed used when _asked is not null && Exchange.IsRequest(used):
                Kept(e, "the request waited for the buffer");
                _asked = null;
                break;
            case FreePagesGivenUp when _asked is not null:
                _givenUp = e;
                break;
            // It has been survived when the migration goes on.
            case RoundStarted or MigrationCancelled when _asked is not null:
                Kept(_givenUp ?? e);
                _asked = null;
                break;
            case MigrationFailed { Reason: var reason } when _asked is not null:
                Broken(e, $"the migration fails for want of a buffer: {reason}");
                _asked = null;
                break;
        }
    }

    // The reset takes a request with it that is still under way.
    protected override void Reborn(TraceEvent reset)
    {
        if (_givenUp is null) _asked = null;
    }

    public override void End(TraceEvent last)
    {
        if (_asked is null) return;
        if (_givenUp is not null) Kept(_givenUp);
        else Broken(_asked, "no buffer is primed, and the host never gives up");
    }
}
