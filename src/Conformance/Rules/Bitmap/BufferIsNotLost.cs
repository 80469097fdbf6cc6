using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>A primed buffer is still there for the next request after a reset, a migration or a cancelled request.</summary>
internal sealed class BufferIsNotLost : BitmapRule
{
    private bool _disturbed;
    private TraceEvent? _asking;

    public override ClauseId Clause => "bitmap.state.2";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case MigrationCompleted or MigrationCancelled or MigrationFailed or FreePagesGivenUp:
            case FreePageRequestChanged { State: BitmapRequestState.NotStarted }:
                if (_asking is not null) Lost();
                _disturbed = true;
                break;
            case FreePageRequestChanged { State: BitmapRequestState.Started } when _disturbed && Exchange.IsPrimed:
                _asking = e;
                break;
            case ChainUsed used when Exchange.IsRequest(used):
                if (_disturbed) Kept(e);
                (_disturbed, _asking) = (false, null);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _asking = null;
        // Only a life in which requests were possible has a buffer to lose.
        if (Context.Life.Accepts(Virtio.Feature.GetFreePages)) _disturbed = true;
    }

    public override void End(TraceEvent last)
    {
        if (_asking is not null) Lost();
    }

    private void Lost()
    {
        Broken(_asking!, "a buffer is primed, and the next request does not use it");
        _asking = null;
    }
}
