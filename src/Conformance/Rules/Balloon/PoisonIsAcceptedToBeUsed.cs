using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>PAGE_POISON is accepted only by a driver that fills deflated pages with poison_val.</summary>
internal sealed class PoisonIsAcceptedToBeUsed : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.features.2";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case FeaturesAccepted { Features: var accepted } when Context.Life.Offered?.Has(Feature.PagePoison) == true && !accepted.Has(Feature.PagePoison):
                Kept(e);
                break;
            // One page that holds it may be chance, none at all is no chance.
            case SourceVerified { What: "poisoned-deflated", Pages: > 0 and var pages, Wrong: var wrong } when Context.Life.Accepts(Feature.PagePoison):
                Check(e, wrong.Pages < pages, $"PAGE_POISON is accepted, and none of {pages} deflated pages is filled with poison_val");
                break;
        }
    }
}
