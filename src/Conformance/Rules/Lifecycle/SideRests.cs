using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>One side keeps from doing something while the device is suspended.</summary>
internal sealed class SideRests(ClauseId clause, bool fromAskedOn, Func<TraceEvent, bool> acts, string what) : SuspensionRule
{
    private bool _acted;

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (before == SuspensionPhase.None && Phase == SuspensionPhase.Asked) _acted = false;
        bool rests = Phase == SuspensionPhase.Suspended || (Phase == SuspensionPhase.Asked && fromAskedOn);
        if (rests && acts(e))
        {
            _acted = true;
            Broken(e, $"{what} while the device is suspended");
        }
        else if (before == SuspensionPhase.Suspended && Phase == SuspensionPhase.Resuming && !_acted)
        {
            Kept(e);
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        if (Phase == SuspensionPhase.Suspended && !_acted) Kept(reset);
        base.Reborn(reset);
    }
}
