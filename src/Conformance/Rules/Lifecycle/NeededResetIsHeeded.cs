using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver that was told that the device needs a reset resets it or gives it up, and does not wait for anything.</summary>
internal sealed class NeededResetIsHeeded : PerLifeRule
{
    private TraceEvent? _raised;
    private TraceEvent? _told;
    private bool _wentOn;

    public override ClauseId Clause => "driver.status.4";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case DeviceStatusChanged { Status: var status } when status.HasFlag(DeviceStatus.DeviceNeedsReset):
                _raised ??= e;
                break;
            case StatusRead { Status: var status } when status.HasFlag(DeviceStatus.DeviceNeedsReset):
                _told ??= e;
                break;
            case ConfigurationNotified or ConfigurationChanged { Notified: true } when _raised is not null:
                _told ??= e;
                break;
            case StatusWritten { Status: var status } when _told is not null && status.HasFlag(DeviceStatus.Failed):
                Kept(e);
                Forget();
                break;
            default:
                _wentOn |= _told is not null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        if (_told is not null && reset is StatusWritten) Kept(reset);
        Forget();
    }

    public override void End(TraceEvent last)
    {
        if (_told is not null && _wentOn) Broken(_told, "the driver is told that the device needs a reset, and neither resets it nor gives it up");
    }

    private void Forget() => (_raised, _told, _wentOn) = (null, null, false);
}
