using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A transitional driver tells a legacy device by VERSION_1 not being offered, and does not drive it as a modern one.</summary>
internal sealed class LegacyDeviceIsRecognised : PerLifeRule
{
    private bool _setUp;

    public override ClauseId Clause => "driver.legacy.features.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life.Offered?.IsLegacy != true) return;
        if (e is QueueConfigured { IsLegacy: true }) _setUp = true;
        if (e is not StatusWritten { Status: var status } || !status.HasFlag(DeviceStatus.DriverOk) || Context.Life.IsDriverOk) return;
        // One of the two alone is the fault of another clause.
        Check(e, _setUp || !Context.Life.IsFeaturesOk, "VERSION_1 is not offered, and the driver goes through FEATURES_OK and sets its queues up part by part");
    }

    protected override void Reborn(TraceEvent reset) => _setUp = false;
}
