using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver whose features were refused does not go on.</summary>
internal sealed class NothingFollowsRefusal : PerLifeRule
{
    private bool _refused;

    public override ClauseId Clause => "driver.init.13";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case StatusRead { Status: var status } when Context.Life.IsRefusedWith(status):
                _refused = true;
                break;
            case StatusWritten { Status: var status } when _refused && status.HasFlag(DeviceStatus.Failed):
                Kept(e);
                break;
            case QueueConfigured { Index: var index } when _refused:
                Broken(e, $"queue {index} is configured, though the features were refused");
                break;
            case StatusWritten { Status: var status } when _refused && status.HasFlag(DeviceStatus.DriverOk):
                Broken(e, "DRIVER_OK is set, though the features were refused");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        if (_refused) Kept(reset);
        _refused = false;
    }
}
