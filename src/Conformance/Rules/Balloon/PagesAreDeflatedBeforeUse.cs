using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>A page goes through deflateq before the guest uses it again.</summary>
internal sealed class PagesAreDeflatedBeforeUse : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.inflate-deflate.6";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case MemoryWritten { By: DirtyClient.Guest, Pages: var written } when Context.Map is { } map:
                var used = map.FramesToPages(Context.Balloon.HeldFrames.Select(f => new PageRun(f, 1))).Intersect(written);
                if (used.Pages > 0) Broken(e, $"the guest writes to pages {used}, which are in the balloon");
                break;
            case ChainAvailable { Queue: BalloonQueue.Deflate } chain when BalloonedPages.FramesOf(chain).Any(Context.Balloon.IsHeld):
                Kept(e);
                break;
        }
    }
}
