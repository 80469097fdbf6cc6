using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>SR_IOV is not accepted on a transport other than PCI.</summary>
internal sealed class SrIovIsNotAccepted : PerLifeRule
{
    public override ClauseId Clause => "driver.reserved-bits.10";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Header.Transport != "pci" && e is FeaturesAccepted { Features: var accepted } && Context.Life.Offered?.Has(Feature.SrIov) == true)
            Check(e, !accepted.Has(Feature.SrIov), $"SR_IOV is accepted on {Context.Header.Transport}");
    }
}
