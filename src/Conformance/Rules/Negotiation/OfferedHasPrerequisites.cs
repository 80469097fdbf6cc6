using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>No feature is offered without the one that it needs.</summary>
internal sealed class OfferedHasPrerequisites : PerLifeRule
{
    public override ClauseId Clause => "device.features.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is not FeaturesOffered { Features: var offered }) return;
        var lone = KnownFeatures.WithoutPrerequisite(offered);
        Check(e, lone == FeatureSet.None, $"{lone} is offered without VERSION_1");
    }
}
