using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A device that is asked to suspend, or to work on, does so or shows that it needs a reset.</summary>
internal sealed class RequestIsAnswered(ClauseId clause, SuspensionPhase asked) : SuspensionRule
{
    private TraceEvent? _asked;
    private bool _looked;

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (Phase == asked && before != asked) (_asked, _looked) = (e, false);
        if (_asked is null || Shown(e) is not { } status) return;
        _looked = true;
        if (!NeedsReset(status) && Phase == asked) return;
        Kept(e);
        _asked = null;
    }

    protected override void Reborn(TraceEvent reset)
    {
        base.Reborn(reset);
        _asked = null;
    }

    public override void End(TraceEvent last)
    {
        if (_asked is not null && _looked) Broken(_asked, $"the device is asked to {(asked == SuspensionPhase.Asked ? "suspend" : "work on")}, and shows neither that it does nor that it needs a reset");
    }
}
