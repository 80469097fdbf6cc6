using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>Bit 30 of a legacy device is not accepted.</summary>
internal sealed class UnusedBitIsNotAccepted : PerLifeRule
{
    public override ClauseId Clause => "driver.legacy.reserved-bits.2";

    protected override void Watch(TraceEvent e)
    {
        // vhost-user has a use of its own for the bit.
        if (Context.IsVhostUser || e is not FeaturesAccepted { Features: { IsLegacy: true } accepted }) return;
        if (Context.Life.Offered?.Has(Feature.Unused) == true) Check(e, !accepted.Has(Feature.Unused), "bit 30 is accepted");
    }
}
