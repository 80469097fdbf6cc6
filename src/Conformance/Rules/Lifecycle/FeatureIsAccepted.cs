using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A feature that every driver should accept is accepted where it is offered.</summary>
internal sealed class FeatureIsAccepted(ClauseId clause, int feature) : PerLifeRule
{
    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (e is FeaturesAccepted { Features: var accepted } && Context.Life.Offered?.Has(feature) == true)
            Check(e, accepted.Has(feature), $"{FeatureSet.NameOf(feature)} is offered and not accepted");
    }
}
