using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>poison_val is written before DRIVER_OK.</summary>
internal sealed class PoisonIsWrittenInTime : PerLifeRule
{
    private bool _written;

    public override ClauseId Clause => "driver.balloon.poison.2";

    protected override void Watch(TraceEvent e)
    {
        if (ConfigurationFields.Written(e, BalloonConfiguration.PoisonValueOffset) is not null) _written = true;
        if (e is StatusWritten { Status: var status } && status.HasFlag(DeviceStatus.DriverOk) && !Context.Life.IsDriverOk && Context.Life.Accepts(Feature.PagePoison))
            Check(e, _written, "PAGE_POISON is accepted, and poison_val is not written before DRIVER_OK");
    }

    protected override void Reborn(TraceEvent reset) => _written = false;
}
