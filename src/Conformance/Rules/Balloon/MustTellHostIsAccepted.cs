using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>MUST_TELL_HOST is accepted when it is offered.</summary>
internal sealed class MustTellHostIsAccepted : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.features.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is FeaturesAccepted { Features: var accepted } && Context.Life.Offered?.Has(Feature.MustTellHost) == true)
            Check(e, accepted.Has(Feature.MustTellHost), "MUST_TELL_HOST is offered and not accepted");
    }
}
