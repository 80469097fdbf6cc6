using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Bits that mean nothing for this device are not accepted.</summary>
internal sealed class ForeignFeaturesAreNotAccepted : PerLifeRule
{
    public override ClauseId Clause => "driver.features.5";

    protected override void Watch(TraceEvent e)
    {
        if (e is not FeaturesAccepted { Features: var accepted }) return;
        var foreign = KnownFeatures.ForeignIn(accepted, Context.Header.Transport);
        if (foreign != FeatureSet.None) Broken(e, $"{foreign} is accepted, which means nothing here");
        else if (Context.Life.Offered is { } offered && KnownFeatures.ForeignIn(offered, Context.Header.Transport) != FeatureSet.None) Kept(e);
    }
}
