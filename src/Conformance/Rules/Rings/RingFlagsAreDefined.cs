using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>The flags of a split ring are 0 or 1, and 0 where EVENT_IDX was negotiated.</summary>
/// <param name="clause">The clause.</param>
/// <param name="ofDevice">Whether the used ring's flags are meant; otherwise the available ring's.</param>
/// <param name="withEventIndex">Whether the clause is for EVENT_IDX.</param>
internal sealed class RingFlagsAreDefined(string clause, bool ofDevice, bool withEventIndex) : Rule
{
    public override ClauseId Clause => clause;

    public override void See(TraceEvent e)
    {
        if (e is not RingObserved { Queue: var queue, View: var view } || (ofDevice ? view.UsedFlags : view.AvailableFlags) is not { } flags) return;
        if (!Context.Life.IsUp || Context.Life.Accepts(Feature.EventIdx) != withEventIndex) return;
        Check(e, flags <= (withEventIndex ? 0 : 1), $"the flags of the {(ofDevice ? "used" : "available")} ring of {TraceNames.Of(queue)} are {flags}");
    }
}
