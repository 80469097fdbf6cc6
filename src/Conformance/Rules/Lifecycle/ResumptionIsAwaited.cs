using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver that lets the device work on waits until the device shows DRIVER_OK and SUSPEND no more.</summary>
internal sealed class ResumptionIsAwaited : SuspensionRule
{
    private bool _unverified;

    public override ClauseId Clause => "driver.suspend.6";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        switch (e)
        {
            case StatusWritten when Phase == SuspensionPhase.Resuming:
                _unverified = true;
                break;
            case StatusRead { Status: var status } when _unverified && (IsAtWork(status) || NeedsReset(status)):
                Kept(e);
                _unverified = false;
                break;
            case DeviceNotified or ConfigurationWritten or StatusWritten when _unverified:
                Broken(e, "the driver uses the device without having seen that it works on");
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
