using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>When DEVICE_NEEDS_RESET is raised while DRIVER_OK is set, a configuration change notification follows.</summary>
internal sealed class NeedForResetIsNotified : PerLifeRule
{
    private DeviceStatusChanged? _raised;

    public override ClauseId Clause => "device.status.3";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case DeviceStatusChanged { Status: var status } raised when status.HasFlag(DeviceStatus.DeviceNeedsReset) && Context.Life.IsDriverOk:
                _raised ??= raised;
                break;
            case ConfigurationNotified or ConfigurationChanged { Notified: true } when _raised is not null:
                Kept(e);
                _raised = null;
                break;
        }
    }

    // A driver that resets the device before it was told has forestalled the notification.
    protected override void Reborn(TraceEvent reset) => _raised = null;

    public override void End(TraceEvent last)
    {
        if (_raised is not null) Broken(_raised, "DEVICE_NEEDS_RESET is raised, and no notification follows");
    }
}
