using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A transitional device offers ANY_LAYOUT.</summary>
internal sealed class AnyLayoutIsOffered : PerLifeRule
{
    private bool _judged;

    public override ClauseId Clause => "device.legacy.reserved-bits.3";

    protected override void Watch(TraceEvent e)
    {
        // That it serves a legacy driver, though it offers VERSION_1, shows that it is transitional.
        if (_judged || e is not ChainUsed || Context.Life is not { IsLegacy: true, Offered: { IsLegacy: false } offered }) return;
        _judged = true;
        Check(e, offered.Has(Feature.AnyLayout), "a legacy driver is served, and ANY_LAYOUT was not offered");
    }

    protected override void Reborn(TraceEvent reset) => _judged = false;
}
