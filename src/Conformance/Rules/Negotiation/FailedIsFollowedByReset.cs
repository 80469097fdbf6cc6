using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A driver that has set FAILED resets the device before it tries again.</summary>
internal sealed class FailedIsFollowedByReset : PerLifeRule
{
    private bool _failed;

    public override ClauseId Clause => "driver.status.3";

    protected override void Watch(TraceEvent e)
    {
        if (e is not StatusWritten { Status: var status }) return;
        if (status == DeviceStatus.None)
        {
            if (_failed) Kept(e);
            _failed = false;
        }
        else if (_failed && (status & ~Context.Life.Written) != DeviceStatus.None)
        {
            Broken(e, $"{status & ~Context.Life.Written} is set after FAILED, without a reset");
        }
        if (status.HasFlag(DeviceStatus.Failed)) _failed = true;
    }
}
