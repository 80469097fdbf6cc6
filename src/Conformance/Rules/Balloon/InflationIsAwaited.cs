using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>No page is deflated before its inflate request was used.</summary>
internal sealed class InflationIsAwaited : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.inflate-deflate.10";

    protected override void Watch(TraceEvent e)
    {
        if (e is not ChainAvailable { Queue: BalloonQueue.Deflate } chain) return;
        var wanted = BalloonedPages.FramesOf(chain);
        int early = wanted.Count(Context.Balloon.IsInFlight);
        if (early > 0) Broken(e, $"{early} frames are deflated while their inflate request is outstanding");
        else if (wanted.Any(Context.Balloon.IsHeld)) Kept(e);
    }
}
