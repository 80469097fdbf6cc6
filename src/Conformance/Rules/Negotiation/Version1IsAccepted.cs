using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>VERSION_1 is accepted when it is offered.</summary>
internal sealed class Version1IsAccepted : PerLifeRule
{
    public override ClauseId Clause => "driver.reserved-bits.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is FeaturesAccepted { Features: var accepted } && Context.Life.Offered?.Has(Feature.Version1) == true)
            Check(e, accepted.Has(Feature.Version1), "VERSION_1 is offered and not accepted");
    }
}
