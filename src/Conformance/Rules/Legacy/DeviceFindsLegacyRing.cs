using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A device finds the parts of a legacy queue where they follow from its one address.</summary>
internal sealed class DeviceFindsLegacyRing : PerLifeRule
{
    private readonly LegacyRingUse _use = new();

    public override ClauseId Clause => "device.legacy.split.layout.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is LegacyRingVerified ring && _use.Told(ring))
        {
            if (_use.IsMisplaced(ring)) Broken(e, $"{ring.Available} chains are available on {TraceNames.Of(ring.Queue)}, and its used ring is empty at the place that the layout gives it");
            else if (LegacyRingUse.IsServed(ring)) Kept(e);
        }
        _use.Note(e);
    }

    protected override void Reborn(TraceEvent reset) => _use.Clear();
}
