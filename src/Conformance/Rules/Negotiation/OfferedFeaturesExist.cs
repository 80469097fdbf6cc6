using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A device offers no bit that means nothing for it.</summary>
internal sealed class OfferedFeaturesExist : PerLifeRule
{
    public override ClauseId Clause => "device.features.4";

    protected override void Watch(TraceEvent e)
    {
        if (e is not FeaturesOffered { Features: var offered }) return;
        var foreign = KnownFeatures.ForeignIn(offered, Context.Header.Transport);
        Check(e, foreign == FeatureSet.None, $"{foreign} is offered, which means nothing here");
    }
}
