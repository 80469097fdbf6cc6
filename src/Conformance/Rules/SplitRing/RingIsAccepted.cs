using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.SplitRing;

/// <summary>What the device refuses of a ring breaks the clause that it names; what it takes keeps it.</summary>
internal sealed class RingIsAccepted(ClauseId clause, Func<ChainAvailable, DeviceLife, bool> exercises) : PerLifeRule
{
    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case Refused { By: TraceActor.Device, Violation: { Clause: var broken, Message: var message } } when broken == clause.Value:
                Broken(e, message);
                break;
            case ChainAvailable chain when exercises(chain, Context.Life):
                Kept(e);
                break;
        }
    }
}
