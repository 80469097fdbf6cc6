using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>Bit 30 of a transitional device is not negotiated.</summary>
internal sealed class UnusedBitIsNotNegotiated : PerLifeRule
{
    public override ClauseId Clause => "device.legacy.reserved-bits.4";

    protected override void Watch(TraceEvent e)
    {
        // vhost-user has a use of its own for the bit. A driver that takes what it is offered shows what that comes to.
        if (Context.IsVhostUser || e is not FeaturesAccepted { Features: { IsLegacy: true } accepted } || Context.Life.Offered is not { } offered) return;
        Check(e, !(offered & accepted).Has(Feature.Unused), "bit 30 is offered and accepted");
    }
}
