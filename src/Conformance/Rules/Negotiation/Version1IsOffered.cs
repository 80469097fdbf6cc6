using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>VERSION_1 is offered.</summary>
internal sealed class Version1IsOffered : PerLifeRule
{
    public override ClauseId Clause => "device.reserved-bits.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is FeaturesOffered { Features: var offered }) Check(e, offered.Has(Feature.Version1), "VERSION_1 is not offered");
    }
}
