using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver looks until the device shows SUSPEND and DRIVER_OK no more.</summary>
internal sealed class SuspensionIsVerified : SuspensionRule
{
    private bool _unverified;

    public override ClauseId Clause => "driver.suspend.2";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        switch (e)
        {
            case StatusWritten when before == SuspensionPhase.None && Phase == SuspensionPhase.Asked:
                _unverified = true;
                break;
            case StatusRead { Status: var status } when _unverified && (IsSuspended(status) || NeedsReset(status)):
                Kept(e);
                _unverified = false;
                break;
            case StatusWritten when _unverified:
                Broken(e, "the driver goes on without having seen that the device is suspended");
                _unverified = false;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        base.Reborn(reset);
        _unverified = false;
    }
}
