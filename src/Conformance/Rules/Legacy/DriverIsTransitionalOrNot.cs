using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A driver accepts VERSION_1 where it is offered; without it, it is transitional, or gives up.</summary>
internal sealed class DriverIsTransitionalOrNot : PerLifeRule
{
    public override ClauseId Clause => "driver.legacy.conformance.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life.Offered is not { } offered) return;
        if (BecomesReady(e)) Check(e, offered.IsLegacy || Context.Life.Accepts(Feature.Version1), "the driver works without VERSION_1, though it is offered");
        else if (offered.IsLegacy && e is StatusWritten { Status: var status } && status.HasFlag(DeviceStatus.Failed)) Kept(e, "gives up without VERSION_1");
    }

    private bool BecomesReady(TraceEvent e) => e is StatusWritten { Status: var status }
        ? status.HasFlag(DeviceStatus.DriverOk) && !Context.Life.IsDriverOk
        : !Context.Life.ShowsStatus && !Context.Life.QueueUsed && e is (ChainAvailable or DeviceNotified);
}
