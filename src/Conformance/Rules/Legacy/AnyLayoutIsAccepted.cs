using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>ANY_LAYOUT is accepted where a legacy device offers it.</summary>
internal sealed class AnyLayoutIsAccepted : PerLifeRule
{
    public override ClauseId Clause => "driver.legacy.reserved-bits.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is FeaturesAccepted { Features: var accepted } && Context.Life.Offered is { IsLegacy: true } offered && offered.Has(Feature.AnyLayout))
            Check(e, accepted.Has(Feature.AnyLayout), "ANY_LAYOUT is offered and not accepted");
    }
}
