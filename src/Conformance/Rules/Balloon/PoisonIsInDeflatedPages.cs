using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>With PAGE_POISON deflated pages are filled with poison_val.</summary>
internal sealed class PoisonIsInDeflatedPages : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.poison.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is SourceVerified { What: "poisoned-deflated", Wrong: var wrong } && Context.Life.Accepts(Feature.PagePoison))
            Check(e, wrong.Pages == 0, $"{wrong.Pages} deflated pages are not filled with poison_val: {wrong}");
    }
}
