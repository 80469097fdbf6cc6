using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A device takes no buffer and notifies nobody of used ones before DRIVER_OK.</summary>
internal sealed class DeviceWaitsForDriverOk : PerLifeRule
{
    public override ClauseId Clause => "device.status.1";

    protected override void Watch(TraceEvent e)
    {
        // device.legacy.init.2: a legacy driver may not wait either.
        if (!Context.Life.IsFollowed || Context.Life.IsLegacy || e is not (ChainAvailable or ChainUsed or DriverNotified)) return;
        // Seen from the driver a chain is what it offers; whether it is taken shows when it is used.
        if (e is ChainAvailable && Context.IsDriversView) return;
        string what = e switch { ChainAvailable => "a buffer is taken", ChainUsed => "a buffer is used", _ => "the driver is notified of used buffers" };
        Check(e, Context.Life.IsDriverOk, $"{what} before DRIVER_OK");
    }
}
