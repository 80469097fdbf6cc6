using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A change of the configuration that was not told while the device was suspended is told when it works on.</summary>
internal sealed class WithheldChangeIsTold : SuspensionRule
{
    private TraceEvent? _due;
    private bool _justResumed;

    public override ClauseId Clause => "device.suspend.5";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (before == SuspensionPhase.Resuming && Phase == SuspensionPhase.None) _justResumed = e is DeviceStatusChanged;
        else if (e is { Actor: TraceActor.Driver }) _justResumed = false;
        bool isWithheld = before == SuspensionPhase.Suspended || Phase == SuspensionPhase.Resuming || _justResumed;
        switch (e)
        {
            case ConfigurationChanged { Notified: true } when isWithheld && Phase != SuspensionPhase.Suspended:
            case ConfigurationNotified or ConfigurationChanged { Notified: true } when _due is not null && Phase != SuspensionPhase.Suspended:
                Kept(e);
                _due = null;
                break;
            case ConfigurationChanged when isWithheld:
                _due ??= e;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        base.Reborn(reset);
        (_due, _justResumed) = (null, false);
    }

    public override void End(TraceEvent last)
    {
        if (_due is not null && Phase != SuspensionPhase.Suspended) Broken(_due, "a change of the configuration was withheld, and is never told");
    }
}
