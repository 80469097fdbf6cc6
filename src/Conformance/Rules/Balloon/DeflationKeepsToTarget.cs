using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>
/// Without DEFLATE_ON_OOM the driver takes back no page that the target leaves in the balloon.
/// The text says "num_pages is less than or equal to"; that would forbid what 5.5.6.1 allows, so the rule reads "greater than or equal to".
/// </summary>
internal sealed class DeflationKeepsToTarget : PerLifeRule
{
    // Lowest value that the driver can have in mind: what it read last, and what was shown since.
    private uint? _lowest;

    public override ClauseId Clause => "driver.balloon.inflate-deflate.4";

    protected override void Watch(TraceEvent e)
    {
        if (ConfigurationFields.Read(e, BalloonConfiguration.NumPagesOffset) is { } read) _lowest = read;
        else if (e is ConfigurationChanged { Offset: BalloonConfiguration.NumPagesOffset, Before: var old, After: var after })
            _lowest = Math.Min(_lowest ?? old, after);
        if (e is not ChainAvailable { Queue: BalloonQueue.Deflate } chain || !Context.Balloon.IsExact || _lowest is not { } target) return;
        if (Context.Life.Accepted is not { } accepted || accepted.Has(Feature.DeflateOnOom)) return;
        ulong taken = Context.Balloon.CountAnnounced(BalloonedPages.FramesOf(chain));
        if (taken == 0) return;
        ulong left = Context.Balloon.Announced - taken;
        Interpretation = "deflate-condition=at-least";
        if (left >= target) Kept(e);
        else Broken(e, $"{taken} pages are taken back, which leaves {left} in the balloon where num_pages is {target}");
    }
}
