using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>SR_IOV is not offered on a transport other than PCI.</summary>
internal sealed class SrIovIsNotOffered : PerLifeRule
{
    public override ClauseId Clause => "device.reserved-bits.10";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Header.Transport != "pci" && e is FeaturesOffered { Features: var offered })
            Check(e, !offered.Has(Feature.SrIov), $"SR_IOV is offered on {Context.Header.Transport}");
    }
}
