using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A device whose queue is broken for good raises DEVICE_NEEDS_RESET.</summary>
internal sealed class BrokenDeviceAsksForReset : PerLifeRule
{
    private Refused? _broken;

    public override ClauseId Clause => "device.status.2";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case Refused { By: TraceActor.Device, Violation.Clause: var clause } refused when Context.Life.IsDriverOk && BreaksQueue(clause):
                _broken ??= refused;
                break;
            // Seen from the driver nothing tells why, but only what cannot be mended brings a device there.
            case DeviceStatusChanged { Status: var status } when status.HasFlag(DeviceStatus.DeviceNeedsReset)
                && (_broken is not null || (Context.IsDriversView && Context.Life.IsDriverOk)):
                Kept(e);
                _broken = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _broken = null;

    public override void End(TraceEvent last)
    {
        if (_broken is not null && Context.Life.ShowsStatus) Broken(_broken, "a queue is broken for good, and DEVICE_NEEDS_RESET is never raised");
    }

    private static bool BreaksQueue(string clause) =>
        clause.StartsWith("driver.split.", StringComparison.Ordinal) || clause.StartsWith("driver.framing.", StringComparison.Ordinal)
        || clause.StartsWith("2.6", StringComparison.Ordinal) || clause.StartsWith("2.7", StringComparison.Ordinal);
}
