using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A device takes no buffers from the moment that it is asked to suspend.</summary>
internal sealed class NothingIsTakenAfterSuspend : SuspensionRule
{
    private bool _taken;

    public override ClauseId Clause => "device.suspend.8";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (before == SuspensionPhase.None && Phase == SuspensionPhase.Asked) _taken = false;
        if (Phase == SuspensionPhase.Asked && !Context.IsDriversView && e is ChainAvailable { Queue: var queue })
        {
            _taken = true;
            Broken(e, $"a buffer of {queue} is taken after SUSPEND was set");
        }
        else if (before == SuspensionPhase.Asked && Phase == SuspensionPhase.Suspended && !_taken)
        {
            Kept(e);
        }
    }
}
