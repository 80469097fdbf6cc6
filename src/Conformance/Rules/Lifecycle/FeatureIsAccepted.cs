using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A feature that every driver should accept is accepted where it is offered.</summary>
/// <param name="clause">The clause.</param>
/// <param name="feature">The feature.</param>
/// <param name="transport">The transport that the feature belongs to; null when it belongs to all.</param>
internal sealed class FeatureIsAccepted(ClauseId clause, int feature, string? transport = null) : PerLifeRule
{
    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (transport is not null && Context.Header.Transport != transport) return;
        if (e is FeaturesAccepted { Features: var accepted } && Context.Life.Offered?.Has(feature) == true)
            Check(e, accepted.Has(feature), $"{FeatureSet.NameOf(feature)} is offered and not accepted");
    }
}
