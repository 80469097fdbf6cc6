using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A transitional device serves legacy drivers that do not accept MUST_TELL_HOST.</summary>
internal sealed class MustTellHostMayBeDeclined : PerLifeRule
{
    private DeviceNotified? _asked;

    public override ClauseId Clause => "device.legacy.balloon.features.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life is not { IsLegacy: true, IsDriverOk: true, Offered: { } offered } || !offered.Has(Feature.MustTellHost) || Context.Life.Accepts(Feature.MustTellHost)) return;
        switch (e)
        {
            case DeviceNotified { Queue: BalloonQueue.Inflate } notified:
                _asked ??= notified;
                break;
            case ChainUsed { Queue: BalloonQueue.Inflate }:
                Kept(e);
                _asked = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _asked = null;

    public override void End(TraceEvent last)
    {
        if (_asked is not null) Broken(_asked, "MUST_TELL_HOST was not accepted, and the balloon is not served");
    }
}
