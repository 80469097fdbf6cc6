using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A driver accepts only what is offered.</summary>
internal sealed class AcceptedIsOffered : PerLifeRule
{
    public override ClauseId Clause => "driver.features.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is not FeaturesAccepted { Features: var accepted } || Context.Life.Offered is not { } offered) return;
        var alien = new FeatureSet(accepted.Bits & ~offered.Bits);
        Check(e, alien == FeatureSet.None, $"{alien.ToString(Context.Header.Dialect)} is accepted and was not offered");
    }
}
