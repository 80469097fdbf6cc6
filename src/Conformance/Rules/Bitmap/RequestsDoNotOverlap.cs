using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>The host asks only with bit 3 accepted, and not again before an answer.</summary>
internal sealed class RequestsDoNotOverlap : BitmapRule
{
    public override ClauseId Clause => "bitmap.request.2";

    protected override void Look(TraceEvent e)
    {
        // Who is asked although it did not accept says so.
        if (e is FreePagesPolled { Outcome: FreePagePoll.Unsupported } && Context.Life.IsUp && !Context.Life.Accepts(Feature.GetFreePages)) Kept(e);
        if (e is not ChainUsed used || !Exchange.IsRequest(used)) return;
        if (Context.Life.Accepted is { } accepted && !accepted.Has(Feature.GetFreePages)) Broken(e, "the host asks, and bit 3 was not accepted");
        else Check(e, !Exchange.IsAsked, "the host asks again before the guest has answered");
    }
}
