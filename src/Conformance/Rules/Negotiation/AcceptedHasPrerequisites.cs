using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>No feature is accepted without the one that it needs.</summary>
internal sealed class AcceptedHasPrerequisites : PerLifeRule
{
    public override ClauseId Clause => "driver.features.2";

    protected override void Watch(TraceEvent e)
    {
        if (e is not FeaturesAccepted { Features: var accepted }) return;
        var lone = KnownFeatures.WithoutPrerequisite(accepted);
        Check(e, lone == FeatureSet.None, $"{lone} is accepted without VERSION_1");
    }
}
