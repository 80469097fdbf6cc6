using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>poison_val does not change while DRIVER_OK is set.</summary>
internal sealed class PoisonStays : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.poison.3";

    protected override void Watch(TraceEvent e)
    {
        if (ConfigurationFields.Written(e, BalloonConfiguration.PoisonValueOffset) is not null && Context.Life.ShowsStatus)
            Check(e, !Context.Life.IsDriverOk, "poison_val is written while DRIVER_OK is set");
    }
}
