using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules.Negotiation;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver checks what is offered: nothing invalid in it is accepted.</summary>
internal sealed class OfferIsChecked : PerLifeRule
{
    public override ClauseId Clause => "driver.features.3";

    protected override void Watch(TraceEvent e)
    {
        if (e is not FeaturesAccepted { Features: var accepted } || Context.Life.Offered is not { } offered) return;
        var invalid = KnownFeatures.ForeignIn(offered, Context.Header.Transport) | KnownFeatures.WithoutPrerequisite(offered);
        if (invalid == FeatureSet.None) return;
        Check(e, (accepted & invalid) == FeatureSet.None, $"{accepted & invalid} is accepted, though the offer of it is not valid");
    }
}
