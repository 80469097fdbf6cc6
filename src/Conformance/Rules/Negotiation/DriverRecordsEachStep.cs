using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Each finished step of initialisation is recorded by its own bit of the status.</summary>
internal sealed class DriverRecordsEachStep : PerLifeRule
{
    private const DeviceStatus Steps = DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk | DeviceStatus.DriverOk;

    public override ClauseId Clause => "driver.status.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is not StatusWritten { Status: var status } || !Context.Life.IsFollowed) return;
        var steps = status & Steps & ~Context.Life.Written;
        if (((int)steps & ((int)steps - 1)) != 0) Broken(e, $"{steps} are set at once");
        if (!steps.HasFlag(DeviceStatus.DriverOk)) return;
        // driver.legacy.init.1
        var missing = (Context.Life.IsLegacy ? Steps & ~DeviceStatus.FeaturesOk : Steps) & ~(Context.Life.Written | status);
        Check(e, missing == DeviceStatus.None, $"DRIVER_OK is set, and {missing} never was");
    }
}
