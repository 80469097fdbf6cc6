using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>What the device refuses of a ring breaks the clause that it names; what it takes keeps it.</summary>
/// <param name="clause">The clause.</param>
/// <param name="exercises">Whether a chain that was taken shows that the clause was kept.</param>
/// <param name="refusedAs">The clause that a device names when it refuses; null when it is the clause itself.</param>
internal sealed class RingIsAccepted(ClauseId clause, Func<ChainAvailable, DeviceLife, bool> exercises, string? refusedAs = null) : PerLifeRule
{
    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case Refused { By: TraceActor.Device, Violation: { Clause: var broken, Message: var message } } when broken == (refusedAs ?? clause.Value):
                Broken(e, message);
                break;
            case ChainAvailable chain when exercises(chain, Context.Life):
                Kept(e);
                break;
        }
    }
}
