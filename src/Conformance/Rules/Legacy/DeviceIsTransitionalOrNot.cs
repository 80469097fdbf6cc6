using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A device offers VERSION_1, whether it serves legacy drivers besides or not.</summary>
internal sealed class DeviceIsTransitionalOrNot : PerLifeRule
{
    private bool _judged;

    public override ClauseId Clause => "device.legacy.conformance.1";

    protected override void Watch(TraceEvent e)
    {
        if (_judged || e is not ChainUsed || Context.Life.Offered is not { } offered) return;
        _judged = true;
        Check(e, !offered.IsLegacy, "the device serves legacy drivers, and no others: it does not offer VERSION_1");
    }

    protected override void Reborn(TraceEvent reset) => _judged = false;
}
