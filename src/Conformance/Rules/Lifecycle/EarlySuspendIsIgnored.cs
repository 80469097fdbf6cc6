using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A device that is not fully initialised ignores SUSPEND.</summary>
internal sealed class EarlySuspendIsIgnored : PerLifeRule
{
    private bool _early;

    public override ClauseId Clause => "device.suspend.1";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsFollowed) return;
        switch (e)
        {
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk):
                _early = false;
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.Suspend) && !Context.Life.IsDriverOk:
                _early = true;
                break;
            case DeviceStatusChanged { Status: var status } when _early && status.HasFlag(DeviceStatus.Suspend):
                Broken(e, "the device suspends before it is initialised");
                break;
            case StatusRead { Status: var status } when _early:
                Check(e, !status.HasFlag(DeviceStatus.Suspend), "the device shows SUSPEND before it is initialised");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _early = false;
}
