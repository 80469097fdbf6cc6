using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>Ring memory is as it must be whenever the suite looks.</summary>
/// <param name="clause">The clause.</param>
/// <param name="what">What is looked at, one of <see cref="RingCheck"/>.</param>
/// <param name="format">The format of the rings that the clause is about; null for both.</param>
internal sealed class RingMemoryIsKept(string clause, string what, RingFormat? format) : Rule
{
    public override ClauseId Clause => clause;

    public override bool NeedsDevicesView => what is RingCheck.Shown or RingCheck.Taken or RingCheck.Closed;

    public override void See(TraceEvent e)
    {
        if (e is not RingVerified { What: var seen, Queue: var queue, Wrong: var wrong } || seen != what) return;
        if (format is { } wanted && Context.Life.Accepts(Feature.RingPacked) != (wanted == RingFormat.Packed)) return;
        Check(e, wrong.Count == 0, $"{what} of {TraceNames.Of(queue)} are not what they must be: {string.Join(", ", wrong.Take(8))}");
    }
}
