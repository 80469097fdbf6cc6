using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>
/// A list of a packed ring is complete when its first descriptor is available. A list that was begun without room for the
/// rest shows in the same way, but only while the device holds descriptors of the ring.
/// </summary>
/// <param name="clause">The clause.</param>
/// <param name="withoutRoom">Whether the clause is about lists that are begun in a ring without room for them.</param>
internal sealed class ListsAreComplete(string clause, bool withoutRoom) : PerLifeRule
{
    private const string Incomplete = "driver.packed.chain.6";
    private readonly HashSet<(BalloonQueue Queue, ushort Head)> _held = [];

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.Accepts(Feature.RingPacked)) return;
        switch (e)
        {
            case Refused { By: TraceActor.Device, Violation: { Clause: Incomplete, Message: var message } } when _held.Count > 0 == withoutRoom:
                Broken(e, message);
                break;
            case ChainAvailable { Queue: var queue, Head: var head, Buffers.Count: var buffers } chain:
                _held.Add((queue, head));
                if (buffers > 1 && !chain.IsIndirect) Kept(e);
                break;
            case ChainUsed { Queue: var queue, Head: var head }:
                _held.Remove((queue, head));
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _held.Clear();
}
