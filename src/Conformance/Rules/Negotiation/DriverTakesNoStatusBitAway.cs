using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A status bit that is set stays set until a reset.</summary>
internal sealed class DriverTakesNoStatusBitAway : PerLifeRule
{
    public override ClauseId Clause => "driver.status.2";

    protected override void Watch(TraceEvent e)
    {
        if (e is not StatusWritten { Status: not DeviceStatus.None and var status } || Context.Life.Status == DeviceStatus.None) return;
        // Only the device sets DEVICE_NEEDS_RESET, at any time: a driver that has not read it since cannot carry it on.
        var taken = Context.Life.Status & ~status & ~(DeviceStatus.DeviceNeedsReset | DeviceStatus.Suspend);
        Check(e, taken == DeviceStatus.None, $"{taken} is taken away");
    }
}
