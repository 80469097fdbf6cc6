using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>No features are accepted after FEATURES_OK.</summary>
internal sealed class FeaturesAreFrozen : PerLifeRule
{
    private bool _late;

    public override ClauseId Clause => "driver.init.11";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsFeaturesOk) return;
        if (e is FeaturesAccepted)
        {
            Broken(e, "features are accepted after FEATURES_OK");
            _late = true;
        }
        else if (e is StatusWritten { Status: var status } && status.HasFlag(DeviceStatus.DriverOk) && !_late)
        {
            Kept(e);
        }
    }

    protected override void Reborn(TraceEvent reset) => _late = false;
}
