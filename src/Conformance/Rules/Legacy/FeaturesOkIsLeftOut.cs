using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>With a legacy device the initialisation has no FEATURES_OK, and is the same otherwise.</summary>
internal sealed class FeaturesOkIsLeftOut : PerLifeRule
{
    private const DeviceStatus Before = DeviceStatus.Acknowledge | DeviceStatus.Driver;

    public override ClauseId Clause => "driver.legacy.init.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life is not { Offered.IsLegacy: true, IsFollowed: true } || e is not StatusWritten { Status: var status }) return;
        if (status.HasFlag(DeviceStatus.FeaturesOk) && !Context.Life.IsFeaturesOk)
        {
            Broken(e, "FEATURES_OK is set, which a legacy device does not know");
            return;
        }
        if (!status.HasFlag(DeviceStatus.DriverOk) || Context.Life.IsDriverOk || Context.Life.IsFeaturesOk) return;
        var missing = Before & ~Context.Life.Written;
        Check(e, missing == DeviceStatus.None && Context.Life.Accepted is not null,
            missing == DeviceStatus.None ? "DRIVER_OK is set before features were accepted" : $"DRIVER_OK is set before {missing}");
    }
}
